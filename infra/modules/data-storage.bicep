param name string
param location string
param tags object
param queues string[]
param tables string[]

@description('Container to the days after which an untouched blob is deleted; 0 for never.')
param containers object

@description('The origin whose pages upload files straight to their container.')
param uploadOrigin string

@description('Days in which a deleted or overwritten blob can be had back, and after which it is gone for good.')
var undoDays = 30

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: 'Standard_ZRS' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    // Readers and uploading browsers come here from anywhere, each with a signature for one blob.
    publicNetworkAccess: 'Enabled'
    networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow' }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: true
      deleteRetentionPolicy: { enabled: true, days: undoDays }
      containerDeleteRetentionPolicy: { enabled: true, days: undoDays }
      cors: {
        corsRules: [
          {
            allowedOrigins: [uploadOrigin]
            allowedMethods: ['PUT']
            allowedHeaders: ['x-ms-*', 'content-type']
            exposedHeaders: ['x-ms-*']
            maxAgeInSeconds: 3600
          }
        ]
      }
    }

    resource container 'containers' = [
      for container in items(containers): {
        name: container.key
        properties: { publicAccess: 'None' }
      }
    ]
  }

  resource queueService 'queueServices' = {
    name: 'default'

    resource queue 'queues' = [for queue in flatten(map(queues, queue => [queue, '${queue}-poison'])): { name: queue }]
  }

  resource tableService 'tableServices' = {
    name: 'default'

    resource table 'tables' = [for table in tables: { name: table }]
  }
}

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: concat(
        [
          {
            name: 'old-versions'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'] }
              actions: {
                version: { delete: { daysAfterCreationGreaterThan: undoDays } }
                snapshot: { delete: { daysAfterCreationGreaterThan: undoDays } }
              }
            }
          }
        ],
        map(filter(items(containers), container => container.value > 0), container => {
          name: 'untouched-${container.key}'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['${container.key}/'] }
            actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: container.value } } }
          }
        })
      )
    }
  }
  dependsOn: [account::blobs]
}
