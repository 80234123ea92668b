/* What the pages can do beyond reading. Each of them is complete without this file. */
(function () {
  'use strict';
  const root = document.documentElement;
  const words = JSON.parse(document.getElementById('words').textContent);

  /* light or dark: as the system says, until somebody chooses */
  const kept = {
    get() { try { return localStorage.getItem('siglum-theme'); } catch { return null; } },
    set(theme) { try { localStorage.setItem('siglum-theme', theme); } catch { /* a private window forgets */ } },
  };
  const dark = matchMedia('(prefers-color-scheme: dark)');
  if (kept.get()) root.dataset.theme = kept.get();
  const theme = document.querySelector('button.theme');
  theme.addEventListener('click', () => {
    const now = root.dataset.theme || (dark.matches ? 'dark' : 'light');
    root.dataset.theme = now === 'dark' ? 'light' : 'dark';
    kept.set(root.dataset.theme);
  });

  /* an open list of ways closes with Escape, or when one looks elsewhere */
  const ways = document.querySelectorAll('details.ways');
  document.addEventListener('click', (event) => ways.forEach((list) => { if (!list.contains(event.target)) list.open = false; }));
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    ways.forEach((list) => { if (list.open) { list.open = false; list.querySelector('summary').focus(); } });
  });

  /* the preview of a name: on hover and on focus, gone with Escape, itself to be hovered */
  const entries = window.siglumEntries || {};
  const card = document.createElement('div');
  card.id = 'preview';
  card.setAttribute('role', 'tooltip');
  card.hidden = true;
  document.body.append(card);
  let shown = null, timer = 0;
  const line = (name, text) => {
    if (!text) return;
    const p = document.createElement('p');
    p.className = name;
    p.textContent = text;
    card.append(p);
  };
  const hide = () => {
    clearTimeout(timer);
    if (shown) shown.removeAttribute('aria-describedby');
    shown = null;
    card.hidden = true;
  };
  const show = (link) => {
    const entry = entries[link.getAttribute('href')];
    if (!entry || link === shown) return;
    hide();
    card.replaceChildren();
    line('who', entry.name);
    line('dates', entry.dates);
    line('note', entry.note);
    card.hidden = false;
    const at = link.getClientRects()[0], width = card.offsetWidth, height = card.offsetHeight;
    const below = at.bottom + height + 8 < innerHeight;
    card.style.left = Math.max(8, Math.min(at.left, root.clientWidth - width - 8)) + scrollX + 'px';
    card.style.top = (below ? at.bottom + 4 : at.top - height - 4) + scrollY + 'px';
    link.setAttribute('aria-describedby', 'preview');
    shown = link;
  };
  const named = (target) => target instanceof Element ? target.closest('main a.name') : null;
  document.addEventListener('mouseover', (event) => {
    clearTimeout(timer);
    const link = named(event.target);
    if (link) timer = setTimeout(show, 150, link);
    else if (!card.contains(event.target)) timer = setTimeout(hide, 150);
  });
  document.addEventListener('focusin', (event) => { const link = named(event.target); if (link) show(link); else hide(); });
  document.addEventListener('focusout', hide);
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') hide(); });

  /* a heading sorts its column; once more, the other way round */
  document.querySelectorAll('table.sortable').forEach((table) => {
    const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
    const value = (row, n) => row.cells[n].dataset.sort || row.cells[n].textContent.trim();
    heads.forEach((head, n) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const up = head.getAttribute('aria-sort') !== 'ascending';
        heads.forEach((other) => other.removeAttribute('aria-sort'));
        head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        const rows = [...body.rows].sort((a, b) => value(a, n).localeCompare(value(b, n), root.lang) * (up ? 1 : -1));
        body.append(...rows);
      });
    });
  });

  /* what one may want to copy has a button */
  if (navigator.clipboard) {
    document.querySelectorAll('.cite pre, .cite .citation').forEach((text) => {
      const button = document.createElement('button'), said = text.textContent;
      button.type = 'button';
      button.className = 'copy';
      button.textContent = words.copy;
      button.addEventListener('click', () => navigator.clipboard.writeText(said).then(() => { button.textContent = '✓ ' + words.copy; }, () => {}));
      text.after(button);
    });
  }

  /* the view of a transcription that somebody chose is the view of the next one */
  const views = document.querySelectorAll('.views input');
  views.forEach((view) => {
    try { if (localStorage.getItem('siglum-view') === view.id) view.checked = true; } catch { /* a private window forgets */ }
    view.addEventListener('change', () => { try { localStorage.setItem('siglum-view', view.id); } catch { /* as above */ } });
  });

  /* the contents close when one has gone where they lead */
  const outline = document.querySelector('details.outline');
  if (outline && !matchMedia('(min-width: 88rem)').matches) outline.addEventListener('click', (event) => { if (event.target.closest('a')) outline.open = false; });

  /* a place that is linked to is seen, though it stands in something closed */
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let node = target; node; node = node.parentElement) if (node.localName === 'details') node.open = true;
  };
  addEventListener('hashchange', reveal);
  reveal();
})();
