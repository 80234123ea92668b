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
  const firsts = window.siglumEntries || [], parts = new Map(), waiting = new Map();
  window.siglumEntry = (number, content) => waiting.get(number)(new Map(content));
  /* what is said of an entry, by the address of its place; it is loaded in parts (previews.py) */
  const entryOf = async (href) => {
    let number = firsts.length - 1;
    while (number >= 0 && firsts[number] > href) number--;
    if (number < 0) return undefined;
    if (!parts.has(number)) {
      parts.set(number, new Promise((done, failed) => {
        const script = document.createElement('script');
        waiting.set(number, done);
        script.src = `entries/${number}.js`;
        script.onerror = () => { parts.delete(number); failed(new Error(script.src)); };
        document.head.append(script);
      }));
    }
    return (await parts.get(number).catch(() => new Map())).get(href);
  };
  const card = document.createElement('div');
  card.id = 'preview';
  card.setAttribute('role', 'tooltip');
  card.hidden = true;
  document.body.append(card);
  let shown = null, timer = 0, wanted = null;
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
    shown = wanted = null;
    card.hidden = true;
  };
  const show = async (link) => {
    wanted = link;
    const entry = await entryOf(link.getAttribute('href'));
    if (!entry || link !== wanted || link === shown) return;
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

  /* what one points at in the list beside a picture is shown there; a person in a network, with the arcs */
  document.querySelectorAll('.picture').forEach((picture) => {
    const dots = [...picture.querySelectorAll('[data-dot]')];
    const show = (event) => {
      const at = /out$/.test(event.type) ? null : event.target.closest('[data-dots], .network a'), own = at ? (at.dataset.dots || at.dataset.dot).split(' ') : [];
      dots.forEach((dot) => dot.classList.toggle('here', dot.dataset.dot.split(' ').some((one) => own.includes(one))));
    };
    if (dots.length) ['mouseover', 'mouseout', 'focusin', 'focusout'].forEach((name) => picture.addEventListener(name, show));
  });

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

  /* a list of many is cut to the rows that have the words one types */
  document.querySelectorAll('.documents').forEach((list) => {
    const label = document.createElement('label'), field = document.createElement('input'), said = document.createElement('p');
    const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    const rows = [...list.querySelectorAll('tbody tr')].map((row) => ({ row, text: plain([...row.cells].map((cell) => cell.textContent).join(' ')) }));
    label.append(list.dataset.filter + ' ', field);
    field.type = 'search';
    said.setAttribute('role', 'status');
    field.addEventListener('input', () => {
      const sought = plain(field.value).split(/\s+/).filter(Boolean);
      rows.forEach(({ row, text }) => { row.hidden = !sought.every((word) => text.includes(word)); });
      const shown = rows.filter(({ row }) => !row.hidden).length;
      said.textContent = sought.length ? list.dataset.shown.replace('{1}', shown).replace('{2}', rows.length) : '';
    });
    list.prepend(label, said);
  });

  /* How a paragraph is cited: the page says it once, for any; number and address are put in, in the box beside the one that
     is asked for. Without this the link leads to the citations of the whole. */
  const template = document.querySelector('#cite > template'), box = document.createElement('div');
  const fill = (node, number, id) => {
    const values = { JSON: JSON.stringify(number).slice(1, -1), '@': number.replace(/[\\{}]/g, '').replace(/[&%$#_]/g, '\\$&') };
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode, said = text.parentElement?.localName === 'pre' ? values[text.data.startsWith('[') ? 'JSON' : text.data[0]] : '';
      text.data = text.data.replaceAll('NUMBER.OF.PLACE', said || number).replaceAll('ID.OF.PLACE', id);
    }
    const link = node.querySelector('.permalink');
    link.href = link.textContent;
    if (location.protocol.startsWith('http')) link.textContent = link.href;
  };
  const cite = (event) => {
    const call = event.target.closest?.('a.cite[href="#cite"]'), number = call?.parentElement.querySelector('a:not(.cite)');
    if (!number || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const content = template.content.cloneNode(true), styles = [...content.querySelectorAll('.style')], choice = content.querySelector('select');
    fill(content, number.textContent, decodeURIComponent(number.hash.slice(1)));
    choice.append(...styles.map((style) => new Option(style.querySelector('summary').textContent)));
    const choose = () => styles.forEach((style, n) => { style.open = !(style.hidden = n !== choice.selectedIndex); });
    try { choice.selectedIndex = Math.max(0, styles.findIndex((_, n) => choice[n].value === localStorage.getItem('siglum-style'))); } catch { /* a private window forgets */ }
    choice.addEventListener('change', () => { choose(); try { localStorage.setItem('siglum-style', choice.value); } catch { /* as above */ } });
    choose();
    content.querySelector('.close').addEventListener('click', () => box.hidePopover());
    content.querySelector('.copy').addEventListener('click', (click) => {
      const said = [...styles[choice.selectedIndex].children].slice(1).map((one) => one.textContent).join('\n');
      navigator.clipboard?.writeText(said).then(() => { click.target.textContent = '✓ ' + words.copy; }, () => {});
    });
    box.replaceChildren(content);
    box.setAttribute('aria-label', box.querySelector('h2').textContent);
    box.showPopover();
    const at = call.getBoundingClientRect(), top = number.getBoundingClientRect().top, below = at.bottom + box.offsetHeight + 8 < innerHeight || top < box.offsetHeight;
    box.style.left = Math.max(8, Math.min(at.left, root.clientWidth - box.offsetWidth - 8)) + scrollX + 'px';
    box.style.top = (below ? at.bottom + 4 : top - box.offsetHeight - 4) + scrollY + 'px';
    choice.focus();
  };
  if (template && box.showPopover) {
    box.id = 'cited';
    box.popover = 'auto';
    box.setAttribute('role', 'dialog');
    document.body.append(box);
    document.addEventListener('click', cite);
  }

  /* what one may want to copy has a button */
  const copied = (within) => {
    if (!navigator.clipboard) return;
    within.querySelectorAll('pre, .citation').forEach((text) => {
      const button = document.createElement('button'), said = text.textContent;
      button.type = 'button';
      button.className = 'copy';
      button.textContent = words.copy;
      button.addEventListener('click', () => navigator.clipboard.writeText(said).then(() => { button.textContent = '✓ ' + words.copy; }, () => {}));
      text.after(button);
    });
  };
  document.querySelectorAll('article.cite, section.cite').forEach(copied);

  /* the view of a transcription that somebody chose is the view of the next one */
  const views = document.querySelectorAll('.views input');
  views.forEach((view) => {
    try { if (localStorage.getItem('siglum-view') === view.id) view.checked = true; } catch { /* a private window forgets */ }
    view.addEventListener('change', () => { try { localStorage.setItem('siglum-view', view.id); } catch { /* as above */ } });
  });

  /* what one chose to see is what one sees on the next page */
  document.querySelectorAll('.show input').forEach((box) => {
    try { const was = localStorage.getItem('siglum-' + box.id); if (was !== null) box.checked = was === 'true'; } catch { /* as above */ }
    box.addEventListener('change', () => { try { localStorage.setItem('siglum-' + box.id, box.checked); } catch { /* as above */ } place(); });
  });

  /* Notes stand beside the lines of their calls: each as high as it may, none over another. The notes of a paragraph may go
     on beside those after it, as far as these have none; no paragraph moves for them. */
  const narrow = matchMedia('(max-width: 60rem)');
  const called = (note) => document.getElementById(note.id + '-at');
  const place = () => {
    const lists = [...document.querySelectorAll('.paragraph > .apparatus')];
    lists.forEach((list) => [list, ...list.children].forEach((one) => { one.style.marginTop = one.style.marginBottom = ''; }));
    if (narrow.matches) return;
    const beside = lists.filter((list) => list.offsetParent && getComputedStyle(list).float === 'none').map((list) => {
      const notes = [...list.children].filter((note) => note.offsetParent), top = list.getBoundingClientRect().top;
      return { list, notes, top, room: list.parentElement.getBoundingClientRect().bottom - top,
        heights: notes.map((note) => note.offsetHeight + 8), lines: notes.map((note) => (called(note)?.getBoundingClientRect().top ?? top) - top - 2) };
    });
    beside.forEach(({ list, notes, top, room, heights, lines }, n) => {
      const next = beside[n + 1] ? beside[n + 1].top - 8 : document.getElementById('text').getBoundingClientRect().bottom;
      const tops = [];
      heights.forEach((height, k) => tops.push(Math.max(lines[k], k ? tops[k - 1] + heights[k - 1] : 0)));
      let limit = Math.max(next - top, heights.reduce((sum, height) => sum + height, 0));
      for (let k = tops.length - 1; k >= 0; k -= 1) { tops[k] = Math.max(0, Math.min(tops[k], limit - heights[k])); limit = tops[k]; }
      let at = 0;
      notes.forEach((note, k) => { note.style.marginTop = Math.max(0, Math.round(tops[k] - at)) + 'px'; at = Math.max(at, tops[k]) + heights[k]; });
      list.style.marginBottom = Math.min(18, Math.round(room - at)) + 'px';
    });
  };
  place();
  document.fonts.ready.then(place);
  addEventListener('resize', place);
  document.addEventListener('toggle', (event) => { if (event.target.matches?.('.unfold')) place(); }, true);

  /* on a narrow page a note opens below the line of its call, and closes again */
  document.addEventListener('click', (event) => {
    const call = event.target.closest?.('.call');
    const note = call && narrow.matches && document.getElementById(decodeURIComponent(call.hash.slice(1)));
    if (!note) return;
    event.preventDefault();
    const open = call.nextElementSibling?.matches('.opened') && call.nextElementSibling;
    call.setAttribute('aria-expanded', String(!open));
    if (open) { open.remove(); return; }
    const shown = document.createElement('span');
    shown.className = 'opened';
    shown.setAttribute('role', 'note');
    shown.dataset.apparatus = '';
    shown.append(...[...(note.querySelector('.folded') || note).cloneNode(true).childNodes].filter((node) => !node.matches?.('.letter, .unfold')));
    shown.querySelectorAll('[id]').forEach((node) => node.removeAttribute('id'));
    call.after(shown);
  });

  /* on paper nothing is folded */
  const folded = new Set();
  addEventListener('beforeprint', () => document.querySelectorAll('main details:not([open])').forEach((one) => { folded.add(one); one.open = true; }));
  addEventListener('afterprint', () => { folded.forEach((one) => { one.open = false; }); folded.clear(); });

  /* the contents close when one has gone where they lead */
  const outline = document.querySelector('details.outline');
  if (outline && !matchMedia('(min-width: 88rem)').matches) outline.addEventListener('click', (event) => { if (event.target.closest('a')) outline.open = false; });

  /* the place that the address names; an address may be typed, and be none */
  const addressed = () => {
    try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
  };

  /* What a search found is marked where it stands: page.html?find=WORDS#PLACE. The words of a place may stand in several
     elements; between two that stand on lines of their own is a space, and what editors put between them is none of them. */
  const LINES = 'p, div, li, dt, dd, td, th, caption, h1, h2, h3, h4, h5, h6, section, article, blockquote, figure, figcaption, summary, details';
  const textsOf = (place, withEditors) => {
    const isText = (node) => node.nodeType === Node.TEXT_NODE || !node.matches('.note-call') && (withEditors || !node.hasAttribute('data-apparatus')) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, isText), texts = [];
    let said = '', line = null;
    const space = () => { if (said && !said.endsWith(' ')) said += ' '; };
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) { if (node.localName === 'br') space(); continue; }
      const own = node.parentElement.closest(LINES);
      if (own !== line) space();
      line = own;
      for (const run of node.data.matchAll(/\S+(?: \S+)*|\s+/g)) {
        if (!run[0].trim()) { space(); continue; }
        texts.push({ node, from: run.index, at: said.length, length: run[0].length });
        said += run[0];
      }
    }
    return { said, texts };
  };
  const isWithin = (said, at) => /[\p{L}\p{N}\p{M}]{2}/u.test(said.slice(at - 1, at + 1)) && !/[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/.test(said.slice(at - 1, at + 1));
  const find = (said, sought) => {
    const ranges = [];
    for (const one of sought.slice(0, 20)) {
      for (let at = said.indexOf(one); at >= 0 && ranges.length < 500; at = said.indexOf(one, at + one.length)) {
        if (!isWithin(said, at) && !isWithin(said, at + one.length)) ranges.push([at, at + one.length]);
      }
    }
    return ranges;
  };
  const mark = () => {
    const sought = new URLSearchParams(location.search).getAll('find').map((one) => one.replace(/\s+/g, ' ')).filter(Boolean);
    const place = sought.length && addressed();
    if (!place) return;
    /* What a note says may stand in the margin of the paragraph in which its place is; a paragraph may go on after a
       quotation that stands on lines of its own. */
    let { said, texts } = textsOf(place, false), ranges = find(said, sought);
    if (!ranges.length && place.closest('.paragraph')) {
      ({ said, texts } = textsOf(place.closest('.paragraph'), true));
      ranges = find(said, sought);
    }
    if (!ranges.length && place.closest('article')) {
      ({ said, texts } = textsOf(place.closest('article'), false));
      const after = texts.find(({ node }) => place.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)?.at ?? said.length;
      ranges = sought.flatMap((one) => find(said, [one]).filter(([from]) => from >= after).slice(0, 1));
    }
    for (const text of texts.reverse()) {
      const inside = ranges.filter(([from, to]) => from < text.at + text.length && to > text.at).sort((a, b) => b[0] - a[0]);
      for (const [from, to] of inside) {
        const part = document.createRange(), shown = document.createElement('mark');
        part.setStart(text.node, text.from + Math.max(0, from - text.at));
        part.setEnd(text.node, text.from + Math.min(text.length, to - text.at));
        shown.className = 'found';
        part.surroundContents(shown);
      }
    }
    const first = document.querySelector('mark.found');
    const isSeen = () => first.getBoundingClientRect().top >= 0 && first.getBoundingClientRect().bottom <= innerHeight;
    if (first) addEventListener('load', () => setTimeout(() => { if (!isSeen()) first.scrollIntoView({ block: 'center' }); }));
  };
  mark();

  /* a place that is linked to is seen, though it stands in something closed */
  const reveal = () => {
    const target = addressed();
    for (let node = target; node; node = node.parentElement) if (node.localName === 'details') node.open = true;
  };
  addEventListener('hashchange', reveal);
  reveal();
})();
