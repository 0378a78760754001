// Tables that hold any number of rows: only those in sight are in the document.
const rowHeight = 26;
const makeTable = (host, rows, columns, note, onChoose) => {
  const bar = element('div', 'bar');
  const search = element('input');
  search.type = 'search';
  search.placeholder = 'Search';
  search.setAttribute('aria-label', 'Search ' + host.id);
  const count = element('span', 'faint');
  bar.append(search, count);
  if (note) bar.append(element('span', 'note', note));
  const box = element('div', 'rows');
  const table = element('table');
  const head = element('thead'), headRow = element('tr'), body = element('tbody');
  head.append(headRow);
  table.append(head, body);
  box.append(table);
  host.append(bar, box);
  const texts = rows.map(row => columns.map(column => row[column.field] ?? '').join('\n').toLowerCase());
  let shown = rows.map((_, index) => index), sorted = null, down = false, chosen = -1;

  const draw = () => {
    const first = Math.max(0, Math.floor(box.scrollTop / rowHeight) - 10);
    const last = Math.min(shown.length, first + Math.ceil(box.clientHeight / rowHeight) + 20);
    const part = document.createDocumentFragment();
    const space = height => { const row = element('tr'), cell = element('td'); cell.colSpan = columns.length; cell.style.cssText = 'padding:0;border:0;height:' + height + 'px'; row.append(cell); return row; };
    if (first > 0) part.append(space(first * rowHeight));
    for (let i = first; i < last; i++) {
      const row = element('tr', 'row' + (shown[i] === chosen ? ' chosen' : ''));
      const index = shown[i];
      for (const column of columns) {
        const cell = element('td', column.number ? 'number' : '', rows[index][column.field]);
        cell.title = rows[index][column.field] ?? '';
        row.append(cell);
      }
      if (onChoose) row.addEventListener('click', () => { chosen = index; draw(); onChoose(rows[index]); });
      part.append(row);
    }
    if (last < shown.length) part.append(space((shown.length - last) * rowHeight));
    body.replaceChildren(part);
  };
  const refresh = () => {
    const word = search.value.trim().toLowerCase();
    shown = [];
    for (let i = 0; i < rows.length; i++) if (!word || texts[i].includes(word)) shown.push(i);
    if (sorted) {
      const field = sorted.field, sign = down ? -1 : 1;
      const compare = new Intl.Collator('en', { numeric: true }).compare;
      shown.sort((a, b) => sign * (sorted.number ? (rows[a][field] ?? -1) - (rows[b][field] ?? -1) : compare(rows[a][field] ?? '', rows[b][field] ?? '')) || a - b);
    }
    count.textContent = shown.length === rows.length ? rows.length + ' rows' : shown.length + ' of ' + rows.length + ' rows';
    box.scrollTop = 0;
    draw();
  };
  for (const column of columns) {
    const cell = element('th', column.number ? 'number' : '', column.title);
    cell.tabIndex = 0;
    if (column.width) cell.style.width = column.width;
    const sort = () => {
      down = sorted === column ? !down : Boolean(column.number);
      sorted = column;
      for (const other of headRow.children) other.textContent = other.textContent.replace(/ [▲▼]$/, '');
      cell.textContent = column.title + (down ? ' ▼' : ' ▲');
      refresh();
    };
    cell.addEventListener('click', sort);
    cell.addEventListener('keydown', event => { if (event.key === 'Enter') sort(); });
    headRow.append(cell);
  }
  let pending = false;
  box.addEventListener('scroll', () => { if (!pending) { pending = true; requestAnimationFrame(() => { pending = false; draw(); }); } });
  search.addEventListener('input', refresh);
  new ResizeObserver(draw).observe(box);
  refresh();
};

const stackOf = thread => {
  const box = element('div');
  box.append(element('h2', '', thread.name), element('div', 'faint', thread.kind + ', OS thread ' + thread.osId + ', ' + thread.does));
  for (const frame of thread.frames) {
    const line = element('div', frame.isFramework ? 'faint' : '', frame.method + '  ');
    if (frame.line) line.append(element('span', 'place', frame.line));
    box.append(line);
  }
  return box;
};

show.threads = () => {
  const split = element('div', 'split'), left = element('div'), side = element('aside');
  left.style.cssText = 'flex:1;min-width:0';
  left.id = 'thread-rows';
  side.append(element('p', 'faint', 'Click a thread to see its stack.'));
  split.append(left, side);
  split.style.height = 'auto';
  byId('threads').append(split);
  makeTable(left, report.threads, [{ field: 'id', title: '#', number: true, width: '60px' }, { field: 'name', title: 'Thread' }, { field: 'kind', title: 'Kind', width: '100px' },
    { field: 'does', title: 'Does' }, { field: 'at', title: 'At' }, { field: 'processorSeconds', title: 'CPU s', number: true, width: '90px' }], null, thread => side.replaceChildren(stackOf(thread)));
};
show.tasks = () => makeTable(byId('tasks'), report.tasks, [{ field: 'row', title: 'Row', number: true, width: '80px' }, { field: 'name', title: 'Task' }, { field: 'at', title: 'At' },
  { field: 'status', title: 'Status', width: '110px' }, { field: 'awaits', title: 'Awaits' }, { field: 'left', title: 'Time left', width: '110px' }],
  report.tasksLeftOut ? report.tasksLeftOut + ' more tasks are in the JSON report only.' : null);
show.locks = () => makeTable(byId('locks'), report.locks, [{ field: 'name', title: 'Lock' }, { field: 'kind', title: 'Kind', width: '150px' }, { field: 'type', title: 'Type' },
  { field: 'owner', title: 'Held by' }, { field: 'waiting', title: 'Waiting', number: true, width: '90px' }, { field: 'detail', title: 'Detail' }, { field: 'address', title: 'Address', width: '150px' }]);
show.pool = () => report.pool.length
  ? makeTable(byId('pool'), report.pool, [{ field: 'name', title: 'Number' }, { field: 'value', title: 'Value' }])
  : byId('pool').append(element('p', 'faint', 'The process has not used the thread pool.'));
