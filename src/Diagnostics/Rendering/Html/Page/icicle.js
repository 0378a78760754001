// Merged stacks as an icicle: each row is a call, the width how many threads or tasks have it.
const stackTree = () => {
  const root = { name: 'all', count: 0, children: new Map() };
  for (const stack of report.stacks) {
    root.count += stack.count;
    let at = root;
    for (const name of [stack.isOfTasks ? 'pending tasks' : 'threads', ...stack.steps]) {
      if (!at.children.has(name)) at.children.set(name, { name, count: 0, isOfTasks: stack.isOfTasks, parent: at, children: new Map() });
      at = at.children.get(name);
      at.count += stack.count;
    }
  }
  return root;
};

show.stacks = () => {
  const host = byId('icicle'), root = stackTree(), height = 22;
  let current = root;
  const draw = top => {
    current = top;
    const part = document.createDocumentFragment(), width = host.clientWidth - 18;
    const path = [];
    for (let at = top; at; at = at.parent) path.unshift(at);
    const place = (node, left, row, room, from) => {
      if (room < 1.5) return;
      const cell = element('div', 'cell' + (node.isOfTasks ? ' task' : '') + (node.name.startsWith('[') ? ' end' : ''), room > 24 ? node.name + (node.count > 1 ? '  × ' + node.count : '') : '');
      cell.title = node.name + ' × ' + node.count;
      cell.style.cssText = 'left:' + left + 'px;top:' + row * height + 'px;width:' + room + 'px';
      cell.addEventListener('click', () => draw(node));
      part.append(cell);
      if (from) return;
      let x = left;
      for (const child of [...node.children.values()].sort((a, b) => b.count - a.count)) {
        // Threads and tasks are counted apart: a million tasks must not hide the threads.
        const share = node === root ? room / root.children.size : room * child.count / node.count;
        place(child, x, row + 1, share, false);
        x += share;
      }
    };
    path.slice(0, -1).forEach((node, row) => place(node, 0, row, width, true));
    place(top, 0, path.length - 1, width, false);
    host.replaceChildren(part);
  };
  byId('reset').addEventListener('click', () => draw(root));
  draw(root);
  let width = host.clientWidth;
  new ResizeObserver(() => { if (host.clientWidth !== width) { width = host.clientWidth; draw(current); } }).observe(host);
};
