// Who waits for whom, drawn by cytoscape.js and laid out by dagre.
// From left to right, unless the picture can be read better from top to bottom: long chains, and narrow windows.
const layOut = graph => {
  const run = (rankDir, rankSep) => graph.layout({ name: 'dagre', rankDir, nodeSep: 18, rankSep, fit: false }).run();
  const zoom = () => { const box = graph.elements().boundingBox(); return Math.min(1.3, graph.width() / box.w, graph.height() / box.h); };
  run('LR', 70);
  let axis = 'x';
  const across = zoom();
  if (across < 1 && graph.nodes().length <= 80) {
    run('TB', 44);
    if (zoom() > across * 1.1) axis = 'y'; else run('LR', 70);
  }
  // What leads back goes round what stands between: the smallest bend that meets nothing.
  const boxes = graph.nodes().map(node => ({ node, box: node.boundingBox() }));
  graph.edges().filter(edge => edge.target().position(axis) < edge.source().position(axis)).addClass('back').forEach(edge => {
    const hits = bend => {
      edge.data('bend', bend);
      const [first, second] = edge.controlPoints(), middle = { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 };
      const from = edge.sourceEndpoint(), to = edge.targetEndpoint();
      return Number.isFinite(from.x + to.x) ? meets(from, first, middle) + meets(middle, second, to) : Infinity; // a curve that cannot be drawn
    };
    const meets = (from, over, to) => {
      let count = 0;
      for (let t = 0; t <= 1; t += 0.05) {
        const at = of => (1 - t) * (1 - t) * from[of] + 2 * t * (1 - t) * over[of] + t * t * to[of], x = at('x'), y = at('y');
        count += boxes.some(({ node, box }) => node !== edge.source() && node !== edge.target() && x > box.x1 - 6 && x < box.x2 + 6 && y > box.y1 - 6 && y < box.y2 + 6);
      }
      return count;
    };
    const bends = [50, 80, 120, 170, 230, 300, 400].flatMap(bend => [bend, -bend]), met = bends.map(hits);
    edge.data('bend', bends[met.indexOf(Math.min(...met))]);
  });
};

show.graph = () => {
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const background = { Thread: '--thread', Waitable: '--lock', Task: '--task', Pool: '--outside', Timer: '--outside', Process: '--outside' };
  const short = text => text.length > 44 ? text.slice(0, 43) + '…' : text;
  const style = () => [
    { selector: 'node', style: { shape: 'round-rectangle', label: 'data(label)', 'font-size': 12, color: colour('--text'), 'text-valign': 'center', 'text-halign': 'center', 'text-wrap': 'wrap',
      'text-max-width': node => node.data('width') - (node.data('kind') === 'Waitable' ? 36 : 8), width: 'data(width)', height: 'data(height)', 'background-color': node => colour(background[node.data('kind')]), 'border-width': 1, 'border-color': colour('--line') } },
    { selector: 'node[kind = "Waitable"]', style: { shape: 'hexagon' } },
    { selector: 'node[kind = "Pool"], node[kind = "Timer"], node[kind = "Process"]', style: { shape: 'cut-rectangle' } },
    { selector: 'node[?isInCycle]', style: { 'border-width': 3, 'border-color': colour('--bad') } },
    { selector: 'node:selected', style: { 'border-width': 4, 'border-color': colour('--link') } },
    { selector: 'edge', style: { label: 'data(what)', 'font-size': 10, color: colour('--faint'), 'text-background-color': colour('--back'), 'text-background-opacity': 1, 'curve-style': 'bezier',
      'target-arrow-shape': 'triangle', width: 1.5, 'line-color': colour('--faint'), 'target-arrow-color': colour('--faint') } },
    { selector: 'edge.back', style: { 'curve-style': 'unbundled-bezier', 'control-point-distances': edge => [edge.data('bend') || 70, edge.data('bend') || 70], 'control-point-weights': [0.1, 0.9] } },
    { selector: 'edge[inferredFrom]', style: { 'line-style': 'dashed' } },
    { selector: 'edge[?isInCycle]', style: { width: 3, 'line-color': colour('--bad'), 'target-arrow-color': colour('--bad') } },
  ];
  const label = node => short(node.label) + (node.count > 1 ? '  × ' + node.count : '') + (node.place ? '\n' + short(node.place) : '');
  const nodes = report.picture.nodes.map(node => ({ data: { ...node, id: 'n' + node.id, label: label(node), name: node.label,
    width: Math.min(290, Math.max(70, 7.2 * Math.max(...label(node).split('\n').map(line => line.length)) + (node.kind === 'Waitable' ? 46 : 20))), height: label(node).includes('\n') ? 44 : 30 } }));
  const edges = report.picture.edges.map((edge, index) => ({ data: { ...edge, id: 'e' + index, source: 'n' + edge.from, target: 'n' + edge.to } }));
  if (!nodes.length) { byId('canvas').append(element('p', 'faint', 'Nobody waits for anybody.')); return; }

  const graph = cytoscape({ container: byId('canvas'), elements: [...nodes, ...edges], style: style(), minZoom: 0.05, maxZoom: 4, layout: { name: 'preset' } });
  window.graph = graph;
  layOut(graph);
  const start = () => { graph.fit(undefined, 20); if (graph.zoom() > 1.3) { graph.zoom(1.3); graph.center(); } };
  start();
  byId('fit').addEventListener('click', start);
  document.addEventListener('themed', () => graph.style(style()));

  const legend = byId('legend');
  for (const [name, variable] of [['thread', '--thread'], ['lock', '--lock'], ['task', '--task'], ['pool, timer, process', '--outside']]) {
    const swatch = element('span', 'swatch');
    swatch.style.background = 'var(' + variable + ')';
    legend.append(swatch, document.createTextNode(name));
  }
  legend.append(element('span', 'faint', '   red: a cycle   dashed: inferred   wheel: zoom' + (report.picture.notDrawn ? '   not drawn: ' + report.picture.notDrawn : '')));

  const threads = new Map(report.threads.map(thread => [thread.id, thread]));
  graph.on('tap', event => {
    const side = byId('details');
    if (event.target === graph) return;
    if (event.target.isEdge()) {
      const edge = event.target;
      side.replaceChildren(element('h2', '', edge.source().data('name') + ' ' + edge.data('what') + ' ' + edge.target().data('name')),
        element('p', 'faint', edge.data('inferredFrom') ? 'Inferred from ' + edge.data('inferredFrom') + '.' : 'The runtime stores it.'));
      return;
    }
    const data = event.target.data();
    const only = data.threads.length === 1 ? threads.get(data.threads[0]) : null;
    const parts = only ? [] : [element('h2', '', data.name + (data.count > 1 ? '  × ' + data.count : ''))];
    if (data.place && !only) parts.push(element('div', 'place', data.place));
    if (data.isInCycle) parts.push(element('p', '', 'Part of a cycle: it waits for itself in the end.'));
    const lock = data.kind === 'Waitable' ? report.locks[data.waitable] : null;
    if (lock) parts.push(element('p', '', lock.kind + ', ' + lock.type + (lock.owner ? ', held by ' + lock.owner : '') + ', ' + lock.waiting + ' waiting' + (lock.detail ? ' (' + lock.detail + ')' : '')));
    for (const id of data.threads.slice(0, 3)) if (threads.has(id)) parts.push(stackOf(threads.get(id)));
    if (data.threads.length > 3) parts.push(element('p', 'faint', '... and ' + (data.threads.length - 3) + ' more threads like these'));
    side.replaceChildren(...parts);
  });
};
open('graph');
