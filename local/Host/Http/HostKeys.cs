using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Pathway.LocalHost.Http;

/// <summary>The two keys of the host, presented as <c>x-functions-key</c> or <c>?code=</c>.</summary>
internal sealed class HostKeys(string masterKey, string functionKey)
{
    private readonly byte[] master = Encoding.UTF8.GetBytes(masterKey);
    private readonly byte[] function = Encoding.UTF8.GetBytes(functionKey);

    public bool Allow(HttpRequest request, AuthorizationLevel level) => level switch
    {
        AuthorizationLevel.Anonymous => true,
        AuthorizationLevel.Function => IsMaster(request) || Presents(request, function),
        _ => IsMaster(request),
    };

    public bool IsMaster(HttpRequest request) => Presents(request, master);

    private static bool Presents(HttpRequest request, byte[] key)
    {
        var presented = request.Headers.TryGetValue("x-functions-key", out var header)
            ? (string?)header
            : (string?)request.Query["code"];
        return presented is { Length: > 0 }
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(presented), key);
    }
}
