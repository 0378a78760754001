'use strict';
// Every text of the process goes through here: it becomes a text node and never markup.
const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined && text !== null) made.textContent = String(text);
  return made;
};
const byId = id => document.getElementById(id);
const report = JSON.parse(byId('data').textContent);

document.title = report.title + ' - Unravel';
byId('title').textContent = report.title;
byId('verdict').textContent = report.verdict;
byId('verdict').classList.toggle('clear', report.isClear);
byId('foot').textContent = report.foot;

const theme = dark => { document.documentElement.dataset.theme = dark ? 'dark' : 'light'; document.dispatchEvent(new Event('themed')); };
const preferred = matchMedia('(prefers-color-scheme: dark)');
preferred.addEventListener('change', event => theme(event.matches));
byId('theme').addEventListener('click', () => theme(document.documentElement.dataset.theme !== 'dark'));
theme(preferred.matches);

const frameLine = (what, frame) => {
  const line = element('div', 'frame', (what ? what + ' ' : '') + frame.method + '  ');
  if (frame.line) line.append(element('span', 'place', frame.line.file.split(/[\\/]/).pop() + ':' + frame.line.number));
  return line;
};

const maxEvidence = 12;
const evidenceOf = evidence => {
  const part = element('div', 'evidence', evidence.text + ' ');
  for (const item of evidence.frames) {
    const line = frameLine(item.what, item.frame);
    if (!item.what && evidence.frames.length === 1) part.append(...line.childNodes); else part.append(line);
  }
  return part;
};
for (const [index, finding] of report.findings.slice(0, 200).entries()) {
  const box = element('details', 'finding' + (finding.exitCode === undefined ? ' soft' : ''));
  box.open = index < 3;
  box.append(element('summary', '', finding.ruleId + '  ' + finding.message + '.'));
  // As many lines as in the text report; the rest when it is asked for.
  let lines = 0, shown = 0;
  while (shown < finding.evidence.length && lines < maxEvidence) lines += 1 + finding.evidence[shown++].frames.filter(item => item.what).length;
  box.append(...finding.evidence.slice(0, shown).map(evidenceOf));
  const rest = finding.evidence.slice(shown, 500);
  if (rest.length) {
    const more = element('button', 'more', rest.length + ' more');
    more.type = 'button';
    more.addEventListener('click', () => more.replaceWith(...rest.map(evidenceOf)));
    box.append(more);
  }
  const foot = element('div', 'evidence faint', finding.certainty === 'Proof' ? 'Proof, from what the runtime stores. ' : 'Inferred from ' + (finding.inferredFrom || 'what was seen') + '. ');
  const link = element('a', 'place', finding.title);
  link.href = finding.help;
  link.rel = 'noreferrer';
  foot.append(link);
  box.append(foot);
  byId('findings').append(box);
}
for (const note of report.notes) byId('findings').append(element('div', 'note', note));

const opened = {};
const tabs = [['graph', 'Who waits for whom', report.picture.nodes.length], ['stacks', 'Stacks', null], ['threads', 'Threads', report.threads.length],
  ['tasks', 'Tasks', report.tasks.length + report.tasksLeftOut], ['locks', 'Locks', report.locks.length], ['pool', 'Pool', null]];
const open = name => {
  for (const [id] of tabs) {
    byId(id).classList.toggle('open', id === name);
    byId('tab-' + id).setAttribute('aria-selected', String(id === name));
  }
  if (!opened[name]) { opened[name] = true; show[name](); }
};
// Filled by the parts that follow: what to do when a tab is opened for the first time.
const show = {};
for (const [id, title, count] of tabs) {
  const tab = element('button', '', title + (count === null ? '' : ' (' + count + ')'));
  tab.id = 'tab-' + id;
  tab.type = 'button';
  tab.setAttribute('role', 'tab');
  tab.addEventListener('click', () => open(id));
  byId('tabs').append(tab);
}
