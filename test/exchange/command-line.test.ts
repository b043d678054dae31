import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startApi, tokenSettings } from '../support/api.js';
import { account, holidays } from '../support/company.js';
import { graphql } from '../support/graphql.js';
import { commandLine } from './muster.js';

describe('the command line, asking for more than a minute has', async () => {
  const api = await startApi({ pointsPerMinute: 12_000 });
  const muster = commandLine(api, 'boss');

  /** Takes what comes back, as the same account, until somebody else was refused. */
  async function spendUntilRefused(isOver: () => boolean): Promise<void> {
    for (let own = 0; !isOver(); ) {
      const { errors } = await api.as('boss').run('{ workers(first: 100) { nodes { id } } }');
      if (!errors) continue;
      own += 1;
      const { body } = await api.app.inject('/metrics');
      if (Number(/^muster_points_refused_total (\d+)$/m.exec(body)![1]) > own) return;
    }
  }

  it('waits for its points and goes on, and nothing is lost or written twice', async () => {
    await account(api, 'boss', 'HR', 'ADMIN');
    const rows = Array.from({ length: 1_001 }, (_, index) => `${index},Worker ${index},UTC`);
    const file = muster.file('people.csv', ['id,name,time_zone', ...rows].join('\n'));
    let isOver = false;
    const running = muster.run(['import', 'workers', file]).finally(() => {
      isOver = true;
    });
    await spendUntilRefused(() => isOver);
    const { code, stdout, stderr } = await running;
    expect([code, stdout]).toEqual([0, '1,001 created, 0 updated, 0 failed\n']);
    expect(stderr).toMatch(/The points of this minute are spent: going on in \d+ s\./);
    const [written] = await api.database.rows(
      'test.written',
      `select count(*) as workers, count(distinct external_id) as ids,
        (select count(*) from change_event where kind = 'WORKER_CREATED') as events from worker`,
    );
    expect(written).toEqual({ workers: 1_001, ids: 1_001, events: 1_001 });
  });
});

describe('the command line', async () => {
  const api = await startApi();
  const muster = commandLine(api, 'boss');
  const count = async (table: string) =>
    (
      await api.database.rows<{ count: number }>(
        `test.count-${table}`,
        `select count(*) as count from ${table}`,
      )
    )[0]!.count;

  beforeAll(async () => {
    await account(api, 'boss', 'ADMIN', 'HR');
    await account(api, 'lead', 'HR');
    await account(api, 'admin', 'ADMIN');
    await api.database.rows(
      'test.email',
      `update account set email = 'Grace@example.org' where subject = 'lead'`,
    );
    await holidays(api, 'CH-GE');
  });

  it('imports a file with headers of its own, semicolons and a byte order mark', async () => {
    const file = muster.file('units.csv', '\ufeffDept No;Department Name\nd1;"Sales; Europe"\nd2;Research\n');
    const { code, stdout, stderr } = await muster.run(['import', 'departments', file]);
    expect([code, stdout]).toEqual([0, '2 created, 0 updated, 0 failed\n']);
    expect(stderr).toContain('Dept No as externalId, Department Name as name');
    const { data } = await api
      .as('boss')
      .ask(graphql(`{ departmentByCode(code: "d1") { name externalId } }`));
    expect(data.departmentByCode).toEqual({ name: 'Sales; Europe', externalId: 'd1' });
  });

  it('gives defaults to what a file lacks', async () => {
    const file = muster.file(
      'people.csv',
      'emp_no,first_name,last_name,hire_date,gender\n1,Georgi,Facello,1986-06-26,M\n2,Bezalel,Simmel,1985-11-21,F\n',
    );
    const args = [
      'import',
      'workers',
      file,
      '--default',
      'pattern=8,8,8,8,8,0,0',
      '--default',
      'region=CH-GE',
    ];
    const { code, stdout, stderr } = await muster.run(args);
    expect([code, stdout]).toEqual([0, '2 created, 0 updated, 0 failed\n']);
    expect(stderr).toContain('Left out, as nothing here is called so: gender.');
    const [worker] = await api.database.rows(
      'test.worker',
      `select w.name, w.time_zone, w.region, e."from", p.minutes from worker w
       join engagement e on e.worker_id = w.id join work_pattern p on p.engagement_id = e.id where w.external_id = '1'`,
    );
    expect(worker).toEqual({
      name: 'Georgi Facello',
      time_zone: 'Europe/Zurich',
      region: 'CH-GE',
      from: '1986-06-26',
      minutes: [480, 480, 480, 480, 480, 0, 0],
    });
  });

  describe('with wrong rows', () => {
    const lines = [
      'emp_no,dept_no,from_date,to_date',
      '1,d1,2020-01-01,2021-01-01',
      '1,d2,2021-01-01,9999-01-01',
      '2,d1,2020-05-05,2020-05-05',
      '3,d1,2020-02-30,',
      '2,d2,2020-01-01',
    ];
    const args = ['import', 'memberships', 'memberships.csv', '--to', 'exclusive'];

    it('writes nothing at first, and says what is wrong in the words of the file', async () => {
      muster.file('memberships.csv', lines.join('\r\n'));
      const { code, stdout, stderr } = await muster.run(args);
      expect([code, stdout]).toEqual([1, '0 created, 0 updated, 3 failed -> rejects.csv\n']);
      expect(stderr).toContain('to_date) is read as the first day no longer in it (exclusive)');
      expect(await count('membership')).toBe(0);
      expect(
        muster
          .read('rejects.csv')
          .trim()
          .split('\n')
          .map((line) => line.split(',').slice(0, 3).join(',')),
      ).toEqual([
        'row,column,code',
        '4,to_date,EMPTY_RANGE',
        '5,from_date,NOT_A_DATE',
        '5,emp_no,UNKNOWN_WORKER',
        '6,,COLUMN_COUNT',
      ]);
    });

    it('writes the right ones if told to skip the others, and nothing in a dry run', async () => {
      const dry = await muster.run([...args, '--on-error', 'skip', '--dry-run', '--rejects', 'dry.csv']);
      expect([dry.code, dry.stdout]).toEqual([1, '2 created, 0 updated, 3 failed -> dry.csv\n']);
      expect(await count('membership')).toBe(0);
      const { code, stdout } = await muster.run([...args, '--on-error', 'skip']);
      expect([code, stdout]).toEqual([1, '2 created, 0 updated, 3 failed -> rejects.csv\n']);
      expect(await count('membership')).toBe(2);
      const again = await muster.run([...args, '--on-error', 'skip']);
      expect(again.stdout).toBe('0 created, 0 updated, 3 failed -> rejects.csv\n');
      expect(again.stderr).toContain('2 were there already');
    });
  });

  it('tells rows that repeat an id, wherever they are', async () => {
    const file = muster.file('twice.csv', 'id,name,time_zone\n7,A,UTC\n8,B,UTC\n7,C,UTC\n');
    const { code, stdout } = await muster.run([
      'import',
      'workers',
      file,
      '--on-error',
      'skip',
      '--rejects',
      'twice-rejects.csv',
    ]);
    expect([code, stdout]).toEqual([1, '2 created, 0 updated, 1 failed -> twice-rejects.csv\n']);
    expect(muster.read('twice-rejects.csv')).toContain('4,id,DUPLICATE_IN_FILE,Row 2 says the same id.,7');
  });

  it('tells of a row that cannot be imported all that is wrong with it', async () => {
    const file = muster.file(
      'faulty.csv',
      'id,name,hours,starts_on,ends_on\n20,,eight,2027-01-01,2027-02-30\n21,H,"8,8,8,8,8,0,0",,\n',
    );
    const args = ['import', 'workers', file, '--rejects', 'faulty-rejects.csv', '--default', 'timeZone=UTC'];
    const { code, stdout } = await muster.run(args);
    expect([code, stdout]).toEqual([1, '0 created, 0 updated, 2 failed -> faulty-rejects.csv\n']);
    const rejects = muster.read('faulty-rejects.csv').trim().split('\n').slice(1);
    expect(rejects.map((line) => line.split(',').slice(0, 3).join(','))).toEqual([
      '2,hours,PATTERN',
      '2,ends_on,NOT_A_DATE',
      '2,name,REQUIRED',
      '3,starts_on,REQUIRED',
    ]);
  });

  describe('says clearly, and ends with 2, when', () => {
    const refusals: [what: string, prepare: () => string[], said: string][] = [
      ['there is no such file', () => ['import', 'workers', 'none.csv'], 'There is no file none.csv.'],
      [
        'no column is understood',
        () => ['import', 'memberships', muster.file('a.csv', 'foo,bar\n1,2\n')],
        'Not understood: foo, bar.',
      ],
      [
        'a column is mapped to nothing',
        () => ['import', 'workers', muster.file('b.csv', 'id,x\n1,2\n'), '--map', 'x=y'],
        'There is no field y of workers.',
      ],
      [
        'there is a pattern, but no engagement',
        () => [
          'import',
          'workers',
          muster.file('g.csv', 'id,name\n1,A\n'),
          '--default',
          'pattern=8,8,8,8,8,0,0',
        ],
        'There is pattern, but no first day of an engagement',
      ],
      [
        'the file is not text',
        () => ['import', 'workers', muster.file('c.csv', Buffer.from([0x69, 0x64, 0x0a, 0xff, 0xfe, 0x0a]))],
        'save it as UTF-8',
      ],
      [
        'a quote is not closed',
        () => ['import', 'workers', muster.file('d.csv', 'id,name\n1,"open\n')],
        'is not CSV',
      ],
      ['the kind is unknown', () => ['import', 'people', 'a.csv'], 'departments, workers or memberships'],
      [
        'nothing runs there',
        () => ['import', 'workers', muster.file('e.csv', 'id,name\n1,A\n'), '--url', 'http://127.0.0.1:9'],
        'cannot be reached',
      ],
      [
        'the token is none',
        () => ['import', 'workers', muster.file('f.csv', 'id,name\n1,A\n'), '--token', 'none'],
        'UNAUTHENTICATED',
      ],
    ];

    it.each(refusals)('%s', async (_what, prepare, said) => {
      const { code, stdout, stderr } = await muster.run(prepare());
      expect(stderr).toContain(said);
      expect([code, stdout]).toEqual([2, '']);
    });
  });

  it('prints tokens of the demo, and nothing else', async () => {
    const data = join(muster.folder, 'data');
    mkdirSync(data);
    writeFileSync(join(data, 'secret'), tokenSettings.secret);
    writeFileSync(join(data, 'server.json'), JSON.stringify({ url: muster.url }));
    const demo = { MUSTER_DATA: data, MUSTER_URL: '', MUSTER_TOKEN: '' };
    const { code, stdout, stderr } = await muster.run(['token', '--as', 'lead', '--ttl', '15m'], demo);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const reply = await fetch(`${muster.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${stdout.trim()}` },
      body: JSON.stringify({ query: '{ departments { totalCount } }' }),
    });
    expect(await reply.json()).toMatchObject({ data: { departments: {} } });
  });

  it('finds whose token it is by an e-mail address', async () => {
    const demo = { MUSTER_DATA: join(muster.folder, 'data'), MUSTER_URL: '', MUSTER_TOKEN: '' };
    const { code, stdout, stderr } = await muster.run(['token', '--as', 'grace@example.org'], demo);
    expect([code, stderr]).toEqual([0, '']);
    const claims = JSON.parse(Buffer.from(stdout.split('.')[1]!, 'base64url').toString());
    expect(claims).toMatchObject({ sub: 'lead' });
    expect(claims.exp - claims.iat).toBe(900);
    const nobody = await muster.run(['token', '--as', 'nobody@example.org'], demo);
    expect([nobody.code, nobody.stdout]).toEqual([2, '']);
  });

  it('prints the schema', async () => {
    const schema = await muster.run(['schema']);
    expect(schema.stdout).toContain('type Department implements Node {');
  });

  describe('asked for a diagnosis', () => {
    const verdicts = (stdout: string) =>
      stdout.match(/^\S+ +\w+(?=:)/gm)!.map((line) => line.replace(/ +/, ' '));

    it('finds everything well, and says which database it is', async () => {
      const { code, stdout } = await muster.run(['doctor']);
      expect(verdicts(stdout)).toEqual([
        'ok Node',
        'ok Health',
        'ok Database',
        'ok Clock',
        'ok Token',
        'ok Schema',
      ]);
      expect(code).toBe(0);
      expect(stdout).toMatch(
        api.url
          ? /Database: PostgreSQL \d+\.\d+; it answers\n/
          : /Database: embedded \(PGlite, PostgreSQL \d+\.\d+\)/,
      );
      expect(stdout).toContain('accepted (that of MUSTER_TOKEN); it speaks for boss (ADMIN, HR)');
    });

    it('says of a wrong token that it is that, and nothing of the schema it would read with it', async () => {
      const { code, stdout } = await muster.run(['doctor', '--token', 'none']);
      expect(verdicts(stdout)).toEqual([
        'ok Node',
        'ok Health',
        'ok Database',
        'ok Clock',
        'FAILED Token',
        '- Schema',
      ]);
      expect(code).toBe(1);
      expect(stdout).toContain('(UNAUTHENTICATED) The token is that of --token.');
    });

    it('says once that nothing is there, and that something else is', async () => {
      const nothing = await muster.run(['doctor', '--url', 'http://127.0.0.1:9']);
      expect(verdicts(nothing.stdout).slice(1)).toEqual([
        'FAILED Health',
        '- Database',
        '- Clock',
        '- Token',
        '- Schema',
      ]);
      expect(nothing.stdout).toContain('http://127.0.0.1:9/healthz cannot be reached (');
      const other = createServer((_request, response) => response.end('hello'));
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const { port } = other.address() as { port: number };
      const { stdout } = await muster.run(['doctor', '--url', `http://127.0.0.1:${port}`]);
      expect(stdout).toContain('/healthz answers 200, and not as Muster does. Is the URL right?');
      other.close();
    });
  });
});
