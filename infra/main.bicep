targetScope = 'subscription'

import { queues, tables, containers, timers, healthChecks, defaults } from 'programme.bicep'

@minLength(1)
@maxLength(40)
@description('Name of the environment; the resource group is called after it.')
param environmentName string

@description('Where everything is.')
param location string

@minLength(3)
@description('User principal name of the programme\'s mailbox, the organiser of every invitation; several that share them have semicolons between.')
param mailbox string

@minLength(36)
@maxLength(36)
@description('Client id of the app registration for signing in; infra/hooks/directory.cs makes it.')
param signInClientId string

@minLength(3)
@description('Who is told when something needs a person.')
param operatorMail string

@description('What the programme is called.')
param programmeName string = 'Digital Health Pathway'

@description('The public address, without a trailing slash, where it is not the app\'s own.')
param publicUrl string = ''

@description('Who gets the programme\'s own digest, with semicolons between; the first mailbox when empty.')
param programmeRecipients string = ''

@description('What the programme spends, by the year an academic year starts in: { \'2026\': \'180000\' }.')
param programmeBudgets object = {}

@description('App settings that differ from infra/programme.bicep: { Webhooks__EventsPerMinute: \'12000\' }.')
param settings object = {}

@allowed([512, 2048, 4096])
@description('Memory of an instance, in MB.')
param instanceMemory int = 2048

@minValue(40)
@maxValue(1000)
@description('Instances at most, over all functions.')
param instancesAtMost int = 40

@minValue(0)
@maxValue(20)
@description('Instances for HTTP that never sleep.')
param alwaysReady int = 0

@description('Reach storage and vault by private endpoints only, but for the files that readers open.')
param privateNetworking bool = false

@description('Let Microsoft Defender scan what is uploaded, and publish nothing before its verdict.')
param malwareScanning bool = false

@minValue(1)
@maxValue(100)
@description('GB of telemetry a day, then no more.')
param telemetryCap int = 1

@minValue(0)
@maxValue(1000000)
@description('Money a month, in the subscription\'s currency, of which the operator hears at 80 and 100 percent; 0 for none.')
param monthlyBudget int = 50

@secure()
@description('Three sources of the first root key. Never give them: they are drawn anew each time and matter only once.')
param keySeedA string = newGuid()

@secure()
param keySeedB string = newGuid()

@secure()
param keySeedC string = newGuid()

var token = uniqueString(subscription().id, environmentName, location)
var tags = { 'azd-env-name': environmentName }
var names = {
  identity: 'id-pathway-${token}'
  workspace: 'log-pathway-${token}'
  insights: 'appi-pathway-${token}'
  hostStorage: 'sthost${token}'
  dataStorage: 'stdata${token}'
  vault: 'kv-${token}'
  rootKey: 'root-key'
  plan: 'plan-pathway-${token}'
  app: 'func-pathway-${token}'
  network: 'vnet-pathway-${token}'
  package: 'app-package'
}
var recipients = empty(programmeRecipients) ? [] : split(programmeRecipients, ';')
var appUrl = empty(publicUrl) ? 'https://${names.app}.azurewebsites.net' : publicUrl

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: { name: names.identity, location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: names.workspace
    insightsName: names.insights
    location: location
    tags: tags
    dailyCap: telemetryCap
  }
}

module hostStorage 'modules/host-storage.bicep' = {
  name: 'host-storage'
  scope: group
  params: {
    name: names.hostStorage
    location: location
    tags: tags
    packageContainer: names.package
    closed: privateNetworking
  }
}

module dataStorage 'modules/data-storage.bicep' = {
  name: 'data-storage'
  scope: group
  params: {
    name: names.dataStorage
    location: location
    tags: tags
    queues: map(items(queues), queue => queue.value)
    tables: tables
    containers: containers
    uploadOrigin: appUrl
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: names.vault
    secretName: names.rootKey
    location: location
    tags: tags
    workspaceName: names.workspace
    closed: privateNetworking
    seedA: keySeedA
    seedB: keySeedB
    seedC: keySeedC
  }
  dependsOn: [monitoring]
}

module access 'modules/access.bicep' = {
  name: 'access'
  scope: group
  params: {
    identityName: names.identity
    hostStorageName: names.hostStorage
    dataStorageName: names.dataStorage
    vaultName: names.vault
    secretName: names.rootKey
    insightsName: names.insights
  }
  dependsOn: [identity, hostStorage, dataStorage, vault, monitoring]
}

module network 'modules/network.bicep' = if (privateNetworking) {
  name: 'network'
  scope: group
  params: {
    name: names.network
    location: location
    tags: tags
    hostStorageName: names.hostStorage
    dataStorageName: names.dataStorage
    vaultName: names.vault
  }
  dependsOn: [hostStorage, dataStorage, vault]
}

module malwareScan 'modules/malware-scan.bicep' = {
  name: 'malware-scan'
  scope: group
  params: { storageName: names.dataStorage, enabled: malwareScanning }
  dependsOn: [dataStorage]
}

module app 'modules/app.bicep' = {
  name: 'app'
  scope: group
  params: {
    name: names.app
    planName: names.plan
    location: location
    tags: tags
    identityName: names.identity
    insightsName: names.insights
    hostStorageName: names.hostStorage
    dataStorageName: names.dataStorage
    packageContainer: names.package
    rootKeyUri: 'https://${names.vault}${environment().suffixes.keyvaultDns}/secrets/${names.rootKey}'
    instanceMemory: instanceMemory
    instancesAtMost: instancesAtMost
    alwaysReady: alwaysReady
    networkName: privateNetworking ? names.network : ''
    signInClientId: signInClientId
    settings: union(
      defaults,
      queues,
      {
        Graph__Mailbox: mailbox
        Graph__MessagesPerMinute: '30'
        Graph__RecipientsPerDay: '10000'
        Programme__Name: programmeName
        Programme__MonthsFirst: 'false'
        Programme__BaseUrl: appUrl
        Resources__AwaitMalwareVerdict: string(malwareScanning)
      },
      toObject(range(0, length(recipients)), i => 'Digests__ProgrammeRecipients__${i}', i => trim(recipients[i])),
      toObject(items(programmeBudgets), year => 'Reports__Budgets__${year.key}', year => string(year.value)),
      settings
    )
  }
  dependsOn: [access, network, malwareScan]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    operatorMail: operatorMail
    workspaceName: names.workspace
    insightsName: names.insights
    vaultName: names.vault
    dataStorageName: names.dataStorage
    healthUrl: 'https://${names.app}.azurewebsites.net/api/health'
    healthChecks: healthChecks
    timers: timers
    monthlyBudget: monthlyBudget
  }
  dependsOn: [monitoring, vault, dataStorage]
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: { workspaceName: names.workspace, location: location, tags: tags }
  dependsOn: [monitoring]
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output SERVICE_API_NAME string = names.app
output SERVICE_API_URI string = appUrl
output APP_IDENTITY_NAME string = names.identity
output APP_IDENTITY_CLIENT_ID string = identity.outputs.clientId
output APP_IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
