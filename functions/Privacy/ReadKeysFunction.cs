using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Privacy;

/// <summary>How the root key stands, for whoever replaces it. No key is shown.</summary>
public sealed class ReadKeysFunction(Keyring keyring, CallerReader callers)
{
    [Function(nameof(ReadKeys))]
    public Task<IResult> ReadKeys(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/privacy/keys")] HttpRequest request) =>
        callers.AsManager(request, _ => Task.FromResult(Results.Json(
            new KeysView(
                keyring.LastingMark,
                keyring.Previous is not null,
                keyring.Previous is null ? null : keyring.Keep()),
            PathwayJson.Plain)));
}
