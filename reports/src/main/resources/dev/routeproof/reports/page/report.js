(() => {
  'use strict';
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const html = document.documentElement;

  // State lives in the address after '#?', so a view can be sent to someone.
  const state = new URLSearchParams(location.hash.startsWith('#?') ? location.hash.slice(2) : '');
  const keep = (name, value) => {
    if (value) state.set(name, value); else state.delete(name);
    history.replaceState(null, '', state.size ? '#?' + state : location.pathname + location.search);
  };

  // Light and dark.
  const dark = () => html.dataset.theme ? html.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  const theme = state.get('theme');
  if (theme === 'dark' || theme === 'light') html.dataset.theme = theme;
  document.getElementById('theme').addEventListener('click', () => {
    html.dataset.theme = dark() ? 'light' : 'dark';
    keep('theme', html.dataset.theme);
  });

  // Sorting: numbers by value, missing ones last.
  const sort = (table, column, direction) => {
    const sign = direction === 'ascending' ? 1 : -1;
    const value = row => row.children[column].dataset.v ?? row.children[column].textContent;
    const body = table.tBodies[0];
    const rows = [...body.rows].sort((a, b) => {
      const x = value(a), y = value(b);
      if (x === '' || y === '') return (x === '') - (y === '');
      const numeric = !isNaN(x) && !isNaN(y);
      return sign * (numeric ? x - y : x.localeCompare(y));
    });
    body.append(...rows);
    all('th[aria-sort]', table.tHead).forEach(th => th.removeAttribute('aria-sort'));
    table.tHead.rows[0].cells[column].setAttribute('aria-sort', direction);
  };
  all('table.sortable').forEach(table => {
    all('thead th', table).forEach((th, column) => {
      const button = th.querySelector('button');
      if (!button) return;
      button.addEventListener('click', () => {
        const first = th.classList.contains('num') ? 'descending' : 'ascending';
        const other = first === 'descending' ? 'ascending' : 'descending';
        const direction = th.getAttribute('aria-sort') === first ? other : first;
        sort(table, column, direction);
        keep('sort', table.id + '.' + column + '.' + direction);
      });
    });
  });
  const [sortedId, sortedColumn, sortedDirection] = (state.get('sort') || '').split('.');
  const sorted = all('table.sortable').find(table => table.id === sortedId);
  if (sorted && sorted.tHead.rows[0].cells[sortedColumn] && /^(a|de)scending$/.test(sortedDirection)) {
    sort(sorted, +sortedColumn, sortedDirection);
  }

  // Filters.
  const find = document.getElementById('find');
  const filter = () => {
    const task = state.get('task') || 'all';
    const words = (state.get('find') || '').toLowerCase();
    all('#board tbody tr').forEach(row => {
      row.hidden = row.dataset.task !== task || !row.dataset.name.toLowerCase().includes(words);
    });
    all('.item').forEach(item => { item.hidden = task !== 'all' && item.dataset.task !== task; });
    all('[data-pick]').forEach(chip => chip.setAttribute('aria-pressed', chip.dataset.pick === task));
  };
  all('[data-pick]').forEach(chip => chip.addEventListener('click', () => {
    keep('task', chip.dataset.pick === 'all' ? '' : chip.dataset.pick);
    filter();
  }));
  if (find) {
    find.value = state.get('find') || '';
    find.addEventListener('input', () => { keep('find', find.value); filter(); });
  }
  filter();

  // Tooltips, by pointer and by keyboard.
  const tip = document.getElementById('tip');
  const show = mark => {
    const box = mark.getBoundingClientRect();
    tip.textContent = mark.dataset.tip;
    tip.hidden = false;
    const left = Math.min(Math.max(8, box.left + box.width / 2 - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - 8);
    const above = box.top - tip.offsetHeight - 8;
    tip.style.left = left + 'px';
    tip.style.top = (above > 56 ? above : box.bottom + 8) + 'px';
  };
  const hide = () => { tip.hidden = true; };
  all('[data-tip]').forEach(mark => {
    mark.setAttribute('tabindex', '0');
    mark.addEventListener('pointerenter', () => show(mark));
    mark.addEventListener('pointerleave', hide);
    mark.addEventListener('focus', () => show(mark));
    mark.addEventListener('blur', hide);
  });
  addEventListener('keydown', event => { if (event.key === 'Escape') hide(); });
  addEventListener('scroll', hide, { passive: true });

  // Copy the numbers behind a chart; texts that a spreadsheet would take for a formula get an apostrophe.
  const numbers = JSON.parse(document.getElementById('numbers').textContent);
  const cell = value => {
    if (value === null) return '';
    if (typeof value === 'number') return String(value);
    const safe = /^[=+\-@\t\r\n]/.test(value) ? "'" + value : value;
    return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };
  all('table[data-csv]').forEach(table => {
    const data = numbers[table.dataset.csv];
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'csv';
    button.textContent = 'Copy as CSV';
    button.addEventListener('click', async () => {
      const rows = [data.columns.map(column => column.name), ...data.rows];
      try {
        await navigator.clipboard.writeText(rows.map(row => row.map(cell).join(',')).join('\r\n') + '\r\n');
        button.textContent = 'Copied';
      } catch {
        button.textContent = 'The browser does not allow copying from this file';
      }
    });
    table.parentElement.before(button);
  });
})();
