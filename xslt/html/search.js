/* Search in the texts and the registers, without a server: the index is loaded in parts, as they are needed
   (scripts/siglum/publish/search.py says what is in them). A word is found as it is, then by its beginning, what stands in
   quotation marks as it is; all that is asked for must be found in one place. */
(function () {
  'use strict';

  /* ===== the form that is compared: the same as in search.py ===== */

  const LETTERS = {
    а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r',
    с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'iu', я: 'ia',
    і: 'i', є: 'ie', ґ: 'g', ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i', ς: 'σ', ʹ: '', ʺ: '', ʼ: '',
    '\u00ad': '', '\u200c': '', '\u200d': '', '\u2060': '', '\ufeff': '',
  };
  /* Transliterations differ most in j, y and i before a vowel, and in w and v: each pair counts as one. */
  const ALIKE = { j: 'i', y: 'i', w: 'v' };
  const UNSPACED = '\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}';
  const WORD = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, 'gu');
  const ALONE = new RegExp(`^[${UNSPACED}]$`, 'u');
  const letters = new Map();
  const letter = (c) => {
    if (!letters.has(c)) {
      const plain = c.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
      letters.set(c, [...plain].map((l) => LETTERS[l] ?? l).join('').replace(/[jyw]/g, (l) => ALIKE[l]));
    }
    return letters.get(c);
  };
  /* The words of a text, each with the places in the text where it begins and ends. Doubled i is one: -skii, -sky, -skij. */
  const words = (text) => {
    let folded = '', at = 0;
    const from = [];
    for (const c of text) {
      for (const l of letter(c)) for (let n = 0; n < l.length; n++) from.push(at);
      folded += letter(c);
      at += c.length;
    }
    from.push(at);
    return [...folded.matchAll(WORD)].map((found) => ({ word: found[0].replace(/ii+/g, 'i'), from: from[found.index], to: from[found.index + found[0].length] }));
  };

  /* ===== the index ===== */

  const table = window.siglumIndex, parts = new Map(), waiting = new Map();
  window.siglumPart = (name, content) => waiting.get(name)(content);
  const part = (name) => {
    if (!parts.has(name)) {
      parts.set(name, new Promise((done, failed) => {
        const script = document.createElement('script');
        waiting.set(name, done);
        script.src = `search/${name}.js`;
        script.onerror = () => { parts.delete(name); failed(new Error(script.src)); };
        document.head.append(script);
      }));
    }
    return parts.get(name);
  };
  /* the last of the files that begin at or before something; -1 where none does */
  const last = (firsts, isAfter) => {
    let low = 0, high = firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isAfter(firsts[middle])) high = middle; else low = middle + 1;
    }
    return low - 1;
  };
  /* a document: its title, its author, its first page, the number of its first place among those of all */
  const documentAt = async (number) => {
    const n = last(table.documents, (first) => first > number);
    return (await part(`documents-${n}`))[number - table.documents[n]];
  };
  /* a place: its anchor, its name, its texts (page, words, label of the reading, voices) */
  const placeAt = async (doc, place) => {
    const number = (await documentAt(doc))[3] + place, n = last(table.texts, (first) => first > number);
    return (await part(`texts-${n}`))[number - table.texts[n]];
  };
  const isRegister = (doc) => doc >= table.registers;

  const DIGITS = new Uint8Array(128);
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].forEach((digit, value) => { DIGITS[digit.charCodeAt(0)] = value; });
  /* An occurrence is one number: its place, and its position there. */
  const PLACE = 65536;
  const read = (said, isWanted, found) => {
    let at = 0, doc = 0;
    const next = () => {
      for (let value = 0, scale = 1; ; scale *= 32) {
        const digit = DIGITS[said.charCodeAt(at++)];
        value += (digit & 31) * scale;
        if (digit < 32) return value;
      }
    };
    while (at < said.length) {
      doc += next();
      const length = next(), end = at + length;
      if (!isWanted(doc)) { at = end; continue; }
      if (!found.has(doc)) found.set(doc, []);
      const list = found.get(doc);
      for (let place = 0, position = 0; at < end;) {
        const step = next(), index = next();
        place += step;
        position = step ? index : position + index;
        list.push(place * PLACE + position);
      }
    }
  };
  /* where a word occurs, or all words that begin with it: documents, each with its occurrences in order; and where the word
     itself does */
  const occurrences = async (word, isBeginning, isWanted) => {
    const found = new Map(), whole = isBeginning ? new Map() : found, until = isBeginning ? word + '\uffff' : word, files = [];
    for (let n = Math.max(0, last(table.words, (first) => first >= word)); n < table.words.length && table.words[n] <= until; n++) files.push(part(`words-${n}`));
    let several = 0;
    for (const content of await Promise.all(files)) {
      for (const [other, said] of content) {
        if (other === word || (isBeginning && other.startsWith(word))) { read(said, isWanted, found); several += other !== word; }
        if (other === word && isBeginning) read(said, isWanted, whole);
      }
    }
    if (several) for (const list of found.values()) list.sort((a, b) => a - b);
    return { found, whole };
  };
  /* the places that are notes, or those that are none: whether a place is one of them */
  const kept = async (where, isWanted) => {
    if (where !== 'notes' && where !== 'texts') return () => true;
    const { found } = await occurrences('#note', false, isWanted);
    const notes = new Map([...found].map(([doc, list]) => [doc, new Set(list.map((occurrence) => Math.floor(occurrence / PLACE)))]));
    return (doc, place) => Boolean(notes.get(doc)?.has(place)) === (where === 'notes');
  };

  /* the mentions of the entry that stands at a place of a register: document, place, position, number of words */
  const mentionsOf = async (doc, place) => {
    const number = (await documentAt(doc))[3] + place, files = [];
    for (let n = Math.max(0, last(table.mentions, (first) => first >= number)); n < table.mentions.length && table.mentions[n] <= number; n++) files.push(part(`mentions-${n}`));
    const found = [];
    for (const content of await Promise.all(files)) {
      for (const [own, ...said] of content) {
        if (own === number) for (let at = 0; at < said.length; at += 4) found.push({ doc: said[at], place: said[at + 1], hits: said[at + 3] ? [[said[at + 2], said[at + 3]]] : [] });
      }
    }
    return found;
  };

  /* ===== what is asked for ===== */

  const MARKS = '"“”„«»';
  const asked = (query) => {
    const parts = [];
    const rest = query.replace(new RegExp(`[${MARKS}]([^${MARKS}]*)([${MARKS}]|$)`, 'g'), (_, inside, closed) => {
      parts.push({ words: words(inside), isExact: Boolean(closed) });
      return ' ';
    });
    for (const one of rest.split(/\s+/)) parts.push({ words: words(one), isExact: false });
    return parts.filter((one) => one.words.length).slice(0, 20);
  };
  /* Words that stand together: documents, each with its places, each with the positions and the number of words (`hits`),
     each with whether the last word is there as it is, and whether it is in any of them. */
  const together = async (one, isWanted) => {
    const end = one.words.length - 1;
    const lists = await Promise.all(one.words.map(({ word }, n) => occurrences(word, n === end && !one.isExact && word.length > 2 && !ALONE.test(word), isWanted)));
    const found = new Map();
    for (const [doc, firsts] of lists[0].found) {
      if (!lists.every((list) => list.found.has(doc))) continue;
      const others = lists.slice(1).map((list) => new Set(list.found.get(doc))), whole = new Set(lists[end].whole.get(doc));
      const places = new Map();
      for (const occurrence of firsts) {
        if (!others.every((other, n) => other.has(occurrence + n + 1))) continue;
        const place = Math.floor(occurrence / PLACE);
        if (!places.has(place)) places.set(place, { hits: [], isWhole: false });
        const isWhole = whole.has(occurrence + end);
        places.get(place).hits.push([occurrence % PLACE, end + 1, isWhole]);
        if (isWhole) places.get(place).isWhole = true;
      }
      if (places.size) found.set(doc, places);
    }
    return found;
  };
  const wholeFirst = (places) => places.sort((a, b) => b.isWhole - a.isWhole);
  /* the places that have all that is asked for, in the order of the texts; first those that have it as whole words */
  const find = async (parts, isWanted, isKept) => {
    const [first, ...others] = await Promise.all(parts.map((one) => together(one, isWanted)));
    const found = [];
    for (const doc of [...first.keys()].sort((a, b) => a - b)) {
      const all = [first, ...others].map((other) => other.get(doc));
      if (!all.every(Boolean)) continue;
      const places = [...all[0].keys()].filter((place) => isKept(doc, place) && all.every((other) => other.has(place))).sort((a, b) => a - b);
      const told = (place) => all.map((other) => other.get(place));
      const own = places.map((place) => ({ doc, place, hits: told(place).flatMap(({ hits }) => hits), isWhole: told(place).every(({ isWhole }) => isWhole) }));
      if (own.length) found.push({ doc, places: wholeFirst(own) });
    }
    return found.sort((a, b) => b.places[0].isWhole - a.places[0].isWhole);
  };
  /* the text with that page, where texts are chosen; else those whose author or title has the words */
  const within = async (query) => {
    const sought = words(query).map(({ word }) => word), chosen = new Set();
    const files = await Promise.all(table.documents.map((_, n) => part(`documents-${n}`)));
    files.flat().forEach(([title, author, page], doc) => {
      if (only.localName === 'select') { if (page === query && !isRegister(doc)) chosen.add(doc); return; }
      const own = words(`${author} ${title}`).map(({ word }) => word);
      if (!isRegister(doc) && sought.every((word) => own.some((other) => other.startsWith(word)))) chosen.add(doc);
    });
    return chosen;
  };

  /* ===== what is shown ===== */

  const made = (name, said, kind) => {
    const element = document.createElement(name);
    if (said) element.textContent = said;
    if (kind) element.className = kind;
    return element;
  };
  /* of the texts of a place the one that has most of what was found, and where in it that stands */
  const shown = (texts, hits) => {
    let start = 0, best = { page: texts[0][0], text: texts[0][1], voices: [], ranges: [] };
    for (const [page, text, label, voices] of texts) {
      const own = words(text);
      const ranges = hits.filter(([position]) => position >= start && position < start + own.length)
        .map(([position, length, isWhole]) => [own[position - start].from, own[position - start + length - 1].to, isWhole]).sort((a, b) => a[0] - b[0]);
      if (ranges.length > best.ranges.length) best = { page, text, label, voices: voices || [], ranges };
      start += own.length + 1;
    }
    return best;
  };
  const AROUND = 80;
  /* between words, where there are any near by; never within a letter */
  const cut = (text, at, edge) => {
    if (at <= 0 || at >= text.length) return Math.max(0, Math.min(at, text.length));
    const space = edge < 0 ? text.lastIndexOf(' ', at) + 1 : text.indexOf(' ', at);
    if (space > 0 && Math.abs(space - at) < AROUND) return space;
    return /[\udc00-\udfff]/.test(text[at]) ? at - 1 : at;
  };
  const excerpt = ({ text, ranges }) => {
    const [first, until] = ranges.find(([, , isWhole]) => isWhole) || ranges[0] || [0, 0];
    const start = cut(text, first - AROUND, -1), end = cut(text, until + 2 * AROUND, 1);
    const parts = [start ? '… ' : ''];
    let at = start;
    for (const [from, to] of ranges) {
      if (from < at || to > end) continue;
      parts.push(text.slice(at, from), made('mark', text.slice(from, to)));
      at = to;
    }
    return [...parts, text.slice(at, end), end < text.length ? ' …' : ''];
  };
  /* the way to a place; the page marks there what was found (site.js) */
  const way = (anchor, { page, text, ranges }) => {
    const said = [...new Set(ranges.map(([from, to]) => text.slice(from, to)))].slice(0, 8);
    return `${page}${said.length ? '?' : ''}${said.map((one) => 'find=' + encodeURIComponent(one)).join('&')}#${anchor}`;
  };

  /* Of few texts, what was found stands in one list; of many, text by text. */
  const isMany = table.registers > 5;
  const result = async ({ doc, place, hits, isMention, isOpen, begins }) => {
    const [[anchor, name, ...texts], [title]] = await Promise.all([placeAt(doc, place), documentAt(doc)]);
    const best = shown(texts, hits), item = made('li'), link = made('a', isRegister(doc) && !isMany ? `${name} (${title})` : name), text = made('p');
    link.href = way(anchor, best);
    const whose = best.ranges.map(([from]) => best.voices.find(([end]) => from < end)?.[1]).filter(Boolean);
    const of = table.registers > 1 && (isMention || !isMany) && !isRegister(doc) ? title : '';
    const beside = [of, best.label, [...new Set(whose)].join('; ')].filter(Boolean).join(' · ');
    text.append(...excerpt(best));
    item.append(...(begins ? [made('p', count.dataset.begins, 'begins')] : []), link, ...(beside ? [made('span', ' ' + beside, 'voice')] : []), text);
    if (isRegister(doc)) item.append(...await mentions(await mentionsOf(doc, place), isOpen));
    return item;
  };
  /* where the texts mention an entry that was found; of few entries it is shown at once */
  const mentions = async (found, isOpen) => {
    if (!found.length) return [];
    const said = found.length === 1 ? count.dataset.mentionsOne : count.dataset.mentionsMany.replace('{1}', found.length);
    const shown = made('details', '', 'mentions'), list = made('ol');
    const show = () => list.children.length || fill(list, found.map((one) => ({ ...one, isMention: true })), 5, result);
    shown.append(made('summary', said), list);
    shown.open = Boolean(isOpen);
    if (isOpen) await show(); else shown.addEventListener('toggle', show, { once: true });
    return [shown];
  };
  const group = async ({ doc, places }) => {
    const [title, author, page] = await documentAt(doc), item = made('li', '', 'of'), head = made('h2'), link = made('a', title), list = made('ol');
    link.href = page;
    head.append(...(author ? [author + ': '] : []), link, made('span', ' ' + counted(places.length), 'quiet'));
    await fill(list, places, 5, result);
    item.append(head, list);
    return item;
  };
  /* items of a list, as many as are asked for; then a button for the others */
  const fill = async (list, items, size, make) => {
    list.append(...await Promise.all(items.slice(0, size).map(make)));
    const rest = items.slice(size);
    if (!rest.length) return;
    const item = made('li', '', 'more'), button = made('button', count.dataset.more.replace('{1}', rest.length));
    button.type = 'button';
    button.addEventListener('click', async () => {
      const own = item.parentElement, before = own.children.length - 1;
      await fill(own, rest, size * 4, make);
      item.remove();
      own.children[before]?.querySelector('a')?.focus();
    });
    item.append(button);
    list.append(item);
  };

  const form = document.getElementById('search'), field = document.getElementById('query'), only = document.getElementById('within');
  const count = document.getElementById('count'), results = document.getElementById('results');
  const counted = (number) => number === 0 ? count.dataset.none : number === 1 ? count.dataset.one : count.dataset.many.replace('{1}', number);
  const wanted = async () => {
    const where = form.elements.where.value, chosen = only?.value.trim() ? await within(only.value) : null;
    return (doc) => (chosen ? chosen.has(doc) : true) && !((where === 'texts' || where === 'notes') && isRegister(doc)) && !(where === 'registers' && !isRegister(doc));
  };
  const answer = async (query, list) => {
    const parts = asked(query), isWanted = await wanted();
    const found = parts.length ? await find(parts, isWanted, await kept(form.elements.where.value, isWanted)) : [];
    const all = wholeFirst(found.flatMap(({ places }) => places));
    for (const places of isMany ? found.map((one) => one.places) : [all]) {
      const first = places.findIndex(({ isWhole }) => !isWhole);
      if (first > 0) places[first].begins = true;
    }
    const entries = all.filter(({ doc }) => isRegister(doc));
    entries.slice(0, 3).forEach((entry) => { entry.isOpen = entries.length <= 3; });
    if (isMany) await fill(list, found, 10, group);
    else await fill(list, all, 100, result);
    const texts = found.length > 1 && isMany ? ' ' + count.dataset.texts.replace('{1}', found.length) : '';
    return parts.length ? counted(all.length) + texts : '';
  };

  /* The last question counts: the answer to an earlier one that comes late is not shown. */
  let turn = 0;
  const run = async () => {
    const own = ++turn, query = field.value.trim(), list = document.createDocumentFragment();
    results.setAttribute('aria-busy', 'true');
    const told = new URLSearchParams(Object.entries({ q: query, where: form.elements.where.value, in: only?.value.trim() }).filter(([, value]) => value && value !== 'everywhere'));
    try { history.replaceState(null, '', location.pathname + (String(told) && '?' + told)); } catch { /* from disk, some browsers keep the address */ }
    const slow = setTimeout(() => { if (own === turn) count.textContent = count.dataset.searching; }, 400);
    const said = await answer(query, list).catch((error) => count.dataset.failed.replace('{1}', error.message));
    clearTimeout(slow);
    if (own !== turn) return;
    results.replaceChildren(list);
    count.textContent = said;
    results.setAttribute('aria-busy', 'false');
  };
  form.hidden = false;
  document.querySelector('.instead').hidden = true;
  form.addEventListener('submit', (event) => { event.preventDefault(); run(); });
  form.addEventListener('input', run);
  /* an address asks: search.html?q=…&where=…&in=…, or search.html#q=… */
  const address = new URLSearchParams(location.search), question = /^#q=(.*)$/.exec(location.hash);
  field.value = address.get('q') || '';
  if (question) {
    try { field.value = decodeURIComponent(question[1]); } catch { field.value = question[1]; }
  }
  form.querySelectorAll('[name=where]').forEach((one) => { if (one.value === address.get('where')) one.checked = true; });
  if (only && address.get('in')) only.value = address.get('in');
  if (field.value) run();
  field.focus();
})();
