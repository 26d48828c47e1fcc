# Stands for the genuine module, which works only against a tenant: it keeps what it is told to make in a file.
$script:made = Join-Path $env:PATHWAY_STUB 'exchange.txt'
function Say($text) { Add-Content $script:made $text }
function Known($kind) { if (Test-Path $script:made) { Get-Content $script:made | Where-Object { $_ -like "$kind|*" } | ForEach-Object { , ($_ -split '\|') } } }
function Connect-ExchangeOnline([switch] $ShowBanner) { }
function Get-Mailbox($Identity) { [pscustomobject]@{ PrimarySmtpAddress = $Identity } }
function Get-ServicePrincipal { Known principal | ForEach-Object { [pscustomobject]@{ AppId = $_[1] } } }
function New-ServicePrincipal($AppId, $ObjectId, $DisplayName) { Say "principal|$AppId|$ObjectId"; [pscustomobject]@{ AppId = $AppId } }
function Get-ManagementScope { Known scope | ForEach-Object { [pscustomobject]@{ Name = $_[1]; RecipientFilter = $_[2] } } }
function New-ManagementScope($Name, $RecipientRestrictionFilter) { Say "scope|$Name|$RecipientRestrictionFilter" }
function Get-ManagementRoleAssignment { Known role | ForEach-Object { [pscustomobject]@{ Name = $_[1] } } }
function New-ManagementRoleAssignment($Name, $Role, $App, $CustomResourceScope) { if ($Name.Length -gt 64) { throw 'too long' }; Say "role|$Name|$Role|$App|$CustomResourceScope" }
function Test-ServicePrincipalAuthorization($Identity, $Resource) { }
