import { expect, test } from '@jest/globals'
import { isQualifiedName } from '../../src/knowledge/qualified-name.ts'

test.each([
  'aws-cdk-lib.aws_route53.KeySigningKey',
  'aws-cdk-lib.aws_s3.Bucket#encryptionKey',
  'aws-cdk-lib.aws_secretsmanager.SecretStringValueBeta1',
  '@aws-cdk/aws-lambda.Code',
  'Microsoft.Azure.KeyVault.Sha256Signer',
  'std::crypto::Secret',
])('a path of names: %s', (value) => {
  expect(isQualifiedName(value)).toBe(true)
})

test.each([
  'password',
  'SG.x9KfQ2mW.a8Zb3Lq7Rt5',
  'Xy12!kq.Zt9',
  'p4ssw0rd.s3cr3t',
  'a1b2c3d4.e5f6a7b8',
  'aB.cD.eF.gH',
  'v1.2.3',
])('no path of names: %s', (value) => {
  expect(isQualifiedName(value)).toBe(false)
})
