// Starts real proxies in front of the scripted provider.
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const own = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..', 'proxy');

/** PROXY_COMMAND: a JSON list of words that start a proxy; absent: scripts/proxy. */
const command = process.env.PROXY_COMMAND ? JSON.parse(process.env.PROXY_COMMAND) : [own];

const openAiModel = '{id: openai-model, provider: open, name: gpt-wire, tier: large, input: 1, output: 2, context: 128000, capabilities: [tools]}';
const anthropicModel = '{id: anthropic-model, provider: anth, name: claude-wire, tier: large, input: 1, output: 2, context: 128000, capabilities: [tools]}';

/** The files of a proxy whose default is the model of one wire; `canary`: every caller is routed to the other wire's. */
function files(upstream, kind) {
  const providers = `providers:\n  open: {wire: openai, base_url: '${upstream}/v1'}\n  anth: {wire: anthropic, base_url: '${upstream}'}\n`;
  const proxy = (standard) => `listen: 127.0.0.1:0\ncatalog: models.yaml\ndefault: ${standard}\n`;
  if (kind !== 'canary') {
    const model = kind === 'openai' ? openAiModel : anthropicModel;
    return { 'models.yaml': `${providers}models:\n  - ${model}\n`, 'proxy.yaml': proxy(`${kind}-model`) };
  }
  return {
    'models.yaml': `${providers}models:\n  - ${openAiModel}\n  - ${anthropicModel}\n`,
    'table.yaml': 'id: next\ndefault: anthropic-model\nroutes: {}\nfallbacks: {large: [openai-model]}\n',
    'rules.yaml': 'rules: [{label: simple, weight: 0.9, any: {contains: [case]}}]\n',
    'next.yaml': 'id: next\ntable: table.yaml\ncascade: [{kind: rules, file: rules.yaml, believe: 0.5}]\n',
    'rollout.yaml': `experiment: e
candidate: next
phase: canary
percent: 100
holdout: 0
unit: user
metrics:
  primary: {name: bad_outcome, margin: 0.02, mde: 0.02}
  gain: {name: cost, min_saving: 0.0}
`,
    'proxy.yaml': `${proxy('openai-model')}candidates: [next.yaml]\nrollout: rollout.yaml\n`,
  };
}

/** What keys, prompts and answers of the cases hold: none of it may stand in anything a proxy writes or says. */
const marks = /.{0,60}mark[123][a-z-]+.{0,60}/g;

/** Where marks stand: in what the proxy said, and in the files that it made. */
async function marked(folder, said) {
  const found = [...said.matchAll(marks)].map(([text]) => `output: ${text}`);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) {
      const text = await readFile(path.join(entry.parentPath ?? entry.path, entry.name), 'latin1');
      found.push(...[...text.matchAll(marks)].map(([there]) => `${entry.name}: ${there}`));
    }
  }
  return found;
}

/** Starts a proxy: `openai` or `anthropic` is its default's wire; `canary`: see {@link files}. */
export async function startProxy(upstream, kind) {
  const folder = await mkdtemp(path.join(tmpdir(), 'clients-'));
  for (const [name, text] of Object.entries(files(upstream, kind))) {
    await writeFile(path.join(folder, name), text);
  }
  const child = spawn(command[0], [...command.slice(1), '--config', path.join(folder, 'proxy.yaml')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const url = await new Promise((ready, failed) => {
    const listen = (data) => {
      said += data;
      const at = /proxy on (http:\/\/[^/]+)\/v1/.exec(said);
      if (at) {
        ready(at[1]);
      }
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', (code) => failed(new Error(`the proxy ended with ${code}: ${said}`)));
  });
  child.removeAllListeners('exit');
  return {
    url,
    /** Gives what of keys, prompts and answers was found in what it wrote. */
    close: async () => {
      const ended = new Promise((resolve) => child.on('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      const found = await marked(folder, said);
      await rm(folder, { recursive: true, force: true });
      return found;
    },
  };
}
