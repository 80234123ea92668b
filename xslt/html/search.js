/* Search in the paragraphs and the entries, without a server. All words of a query must be found in one place. */
(function () {
  'use strict';
  const CYRILLIC = {
    а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o',
    п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e',
    ю: 'iu', я: 'ia', і: 'i', ї: 'i', є: 'ie', ґ: 'g',
  };
  const LETTERS = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i', ſ: 's', ʹ: '', ʺ: '', 'ʼ': '', '’': "'", '‘': "'", '“': '"', '”': '"' };

  /* One letter of a text in the form that is compared. Transliterations differ most in j, y and i before a vowel, and in
     w and v: each pair counts as one. */
  const letter = (c) => {
    const lower = c.toLowerCase();
    const plain = CYRILLIC[lower] ?? LETTERS[lower] ?? lower.normalize('NFD').replace(/\p{M}/gu, '');
    return plain.replace(/[jy]/g, 'i').replace(/w/g, 'v').replace(/\s/g, ' ');
  };
  /* A text so folded, and for each of its letters the place in the text it comes from. Doubled i is one: -skii, -sky, -skij. */
  const fold = (text) => {
    let folded = '';
    const from = [];
    let at = 0;
    for (const c of text) {
      for (const l of letter(c)) {
        if (!(l === 'i' && folded.endsWith('i'))) { folded += l; from.push(at); }
      }
      at += c.length;
    }
    from.push(at);
    return { folded, from };
  };

  const places = (window.siglumIndex || []).map((place) => ({ ...place, ...fold(place.text) }));
  const find = (query) => {
    const words = fold(query).folded.split(' ').filter(Boolean);
    if (!words.length) return [];
    return places.map((place) => ({ place, hits: words.map((word) => place.folded.indexOf(word)), words }))
      .filter((found) => found.hits.every((hit) => hit >= 0));
  };

  const AROUND = 80;
  const excerpt = ({ place, hits, words }) => {
    const ranges = words.flatMap((word) => {
      const all = [];
      for (let hit = place.folded.indexOf(word); hit >= 0; hit = place.folded.indexOf(word, hit + word.length)) all.push([place.from[hit], place.from[hit + word.length]]);
      return all;
    }).sort((a, b) => a[0] - b[0]);
    const first = place.from[Math.min(...hits)];
    const start = first <= AROUND ? 0 : Math.max(0, place.text.lastIndexOf(' ', first - AROUND) + 1);
    const most = first + 3 * AROUND;
    const end = most >= place.text.length ? place.text.length : place.text.lastIndexOf(' ', most);
    const parts = [start ? '… ' : ''];
    let at = start;
    for (const [from, to] of ranges) {
      if (from < at || to > end) continue;
      const mark = document.createElement('mark');
      mark.textContent = place.text.slice(from, to);
      parts.push(place.text.slice(at, from), mark);
      at = to;
    }
    parts.push(place.text.slice(at, end), end < place.text.length ? ' …' : '');
    return parts;
  };

  /* whose words were found */
  const voices = ({ place, hits }) => {
    const said = hits.map((hit) => (place.voices || []).find((voice) => place.from[hit] < voice.end)?.voice).filter(Boolean);
    return [...new Set(said)].join('; ');
  };

  const form = document.getElementById('search'), field = document.getElementById('query');
  const count = document.getElementById('count'), results = document.getElementById('results');
  const run = () => {
    const query = field.value.trim(), found = find(query);
    const said = found.length === 0 ? count.dataset.none : found.length === 1 ? count.dataset.one : count.dataset.many.replace('{1}', found.length);
    count.textContent = query ? said : '';
    results.replaceChildren(...found.slice(0, 200).map((hit) => {
      const item = document.createElement('li'), link = document.createElement('a'), text = document.createElement('p');
      link.href = hit.place.href;
      link.textContent = hit.place.entry ? `${hit.place.entry} (${hit.place.name})` : hit.place.name;
      text.append(...excerpt(hit));
      item.append(link);
      const whose = [hit.place.of, voices(hit)].filter(Boolean).join(' · ');
      if (whose) {
        const voice = document.createElement('span');
        voice.className = 'voice';
        voice.textContent = ' ' + whose;
        item.append(voice);
      }
      item.append(text);
      return item;
    }));
    try { history.replaceState(null, '', query ? '#q=' + encodeURIComponent(query) : location.pathname); } catch { /* from disk, some browsers keep the address */ }
  };
  form.hidden = false;
  document.querySelector('.instead').hidden = true;
  form.addEventListener('submit', (event) => { event.preventDefault(); run(); });
  field.addEventListener('input', run);
  const asked = /^#q=(.*)$/.exec(location.hash);
  if (asked) {
    try { field.value = decodeURIComponent(asked[1]); } catch { field.value = asked[1]; }
    run();
  }
  field.focus();
})();
