using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources.Links;

/// <summary>Lets a reader in: by the link's token alone where there is one, or else by their sign-in.</summary>
public sealed class ResourceAccess(
    CallerReader callers,
    CollegeDirectory colleges,
    Keyring keyring,
    IOptions<ResourceOptions> options,
    TimeProvider time)
{
    /// <summary>
    /// The reader, or null when there is no sign-in, or the token is forged, expired, withdrawn or made for something
    /// else.
    /// </summary>
    public async Task<ResourceReader?> AdmitAsync(
        HttpRequest request, ResourceId resource, CancellationToken cancellationToken) =>
        request.Query.TryGetValue("t", out var token)
            ? await ByLinkAsync(token.ToString(), resource, cancellationToken)
            : await BySignInAsync(callers.Read(request), cancellationToken);

    private async Task<ResourceReader?> ByLinkAsync(
        string text, ResourceId resource, CancellationToken cancellationToken)
    {
        if (!LinkToken.TryRead(text, out var token) || token.Expires <= time.GetUtcNow())
            return null;
        var opens = token.College is { } id
            ? IsOpenedBy(id, await colleges.FindAsync(id, cancellationToken))
                || IsOpenedBy(id, await colleges.FindFreshAsync(id, cancellationToken))
            : IsSigned(keys => keys.SharedLinkKey(options.Value.SharedLinkVersion));
        return opens ? new ResourceReader(token.College, $"link {token.Expires.ToUnixTimeSeconds()}") : null;

        // The same work for a college that there is not: how long a refusal takes does not tell which there are.
        bool IsOpenedBy(CollegeId id, CollegeKeys? college) =>
            IsSigned(keys => keys.LinkKey(id, college?.College.LinkVersion ?? 1)) && college is not null;

        // A link given out before the root key was replaced opens until that root is taken away.
        bool IsSigned(Func<Keyring, byte[]> key) =>
            LinkToken.IsSigned(text, key(keyring), resource)
                || (keyring.Previous is { } previous && LinkToken.IsSigned(text, key(previous), resource));
    }

    private async Task<ResourceReader?> BySignInAsync(Caller? caller, CancellationToken cancellationToken)
    {
        if (caller is null || caller.IsManager)
            return caller is null ? null : new ResourceReader(null, "sign-in");
        var college = (await colleges.AllAsync(cancellationToken)).FirstOrDefault(
            college => college.College.Definition.IsReadBy(caller.Mail));
        return new ResourceReader(college?.Id, "sign-in");
    }
}
