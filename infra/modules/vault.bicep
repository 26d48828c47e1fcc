param name string
param secretName string
param location string
param tags object
param workspaceName string

@description('Reachable by private endpoint only.')
param closed bool

@secure()
param seedA string

@secure()
param seedB string

@secure()
param seedC string

// Of a random GUID's 32 hexadecimal digits the 13th tells its version and the 17th its variant; the other thirty are random. Two of them
// choose one of base64's 64 digits, so 86 of the ninety make the 43 digits that 32 bytes have; the last digit carries four bits only.
var alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
var hexadecimal = '0123456789abcdef'
var drawn = join(
  map(
    [seedA, seedB, seedC],
    seed =>
      '${substring(seed, 0, 8)}${substring(seed, 9, 4)}${substring(seed, 15, 3)}${substring(seed, 20, 3)}${substring(seed, 24, 12)}'
  ),
  ''
)
var digits = map(
  range(0, 43),
  i =>
    ((indexOf(hexadecimal, substring(drawn, 2 * i, 1)) * 16) + indexOf(hexadecimal, substring(drawn, (2 * i) + 1, 1))) % 64
)
var rootKey = '${join(map(digits, (digit, i) => substring(alphabet, i < 42 ? digit : (digit / 4) * 4, 1)), '')}='

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: closed ? 'Disabled' : 'Enabled'
    networkAcls: { bypass: 'AzureServices', defaultAction: closed ? 'Deny' : 'Allow' }
  }
}

@onlyIfNotExists()
resource root 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: secretName
  properties: {
    value: rootKey
    contentType: 'base64 of 32 bytes; everything the programme signs and every pseudonym follows from it'
    attributes: { enabled: true }
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: {
    workspaceId: workspace.id
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}
