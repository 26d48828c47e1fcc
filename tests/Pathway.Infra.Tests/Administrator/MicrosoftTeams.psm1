# Stands for the genuine module, which works only against a tenant: it keeps what it is told to make in a file.
$script:made = Join-Path $env:PATHWAY_STUB 'teams.txt'
function Connect-MicrosoftTeams { }
function Get-CsApplicationAccessPolicy { if (Test-Path $script:made) { Get-Content $script:made | Where-Object { $_ -like 'policy|*' } | ForEach-Object { $p = $_ -split '\|'; [pscustomobject]@{ Identity = "Tag:$($p[1])"; AppIds = @($p[2]) } } } }
function New-CsApplicationAccessPolicy($Identity, $AppIds, $Description) { Add-Content $script:made "policy|$Identity|$AppIds" }
function Set-CsApplicationAccessPolicy($Identity, $AppIds) { Add-Content $script:made "added|$Identity|$($AppIds.Add)" }
function Grant-CsApplicationAccessPolicy($PolicyName, $Identity) { Add-Content $script:made "granted|$PolicyName|$Identity" }
