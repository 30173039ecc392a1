import { defineExamples } from '../../model/example.ts'
import rule from './server.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'server',
      title: 'A script that deploys',
      files: { 'deploy/push.sh': "#!/bin/sh\nssh deploy@web1.zyx-works.net 'pm2 reload all'\n" },
    },
    {
      message: 'server',
      title: 'The hosts that ssh knows',
      files: () => ({
        known_hosts: `bastion.zyx-works.net,10.2.4.7 ssh-ed25519 ${Buffer.from('\0\0\0\x0bssh-ed25519').toString('base64')}AAAAIH3Yt\n`,
      }),
    },
    {
      message: 'server',
      title: 'Settings of ssh',
      files: { 'ssh/config': 'Host prod\n  HostName 116.203.14.7\n  User deploy\n' },
    },
  ],
  good: [
    {
      title: 'Documents, examples and hosts of everybody',
      files: {
        'README.md': 'ssh deploy@web1.zyx-works.net\n',
        'bin/clone.sh':
          'git clone ssh://git@github.com/acme/a.git\nssh user@example.com\nssh root@203.0.113.7\n',
      },
    },
  ],
})
