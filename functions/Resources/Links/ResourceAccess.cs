using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Pathway.Functions.Colleges;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources.Catalogue;

namespace Pathway.Functions.Resources.Links;

/// <summary>
/// Lets a reader in: by the link's token alone where there is one, to what it was made for; or else by their sign-in, to
/// what the pages show them.
/// </summary>
public sealed class ResourceAccess(
    CallerReader callers,
    CollegeDirectory colleges,
    VisibleResources visible,
    Keyring keyring,
    IOptions<ResourceOptions> options,
    TimeProvider time)
{
    /// <summary>
    /// The reader; refused when there is no sign-in, or the token is forged, expired, withdrawn or made for something
    /// else.
    /// </summary>
    /// <param name="resource">Null where the address names nothing that could be one.</param>
    public async Task<(Admission Admission, ResourceReader? Reader)> AdmitAsync(
        HttpRequest request, ResourceId? resource, CancellationToken cancellationToken)
    {
        if (!request.Query.TryGetValue("t", out var token))
            return await BySignInAsync(callers.Read(request), cancellationToken);
        var reader = resource is { } id ? await ByLinkAsync(token.ToString(), id, cancellationToken) : null;
        return (reader is null ? Admission.Refused : Admission.Admitted, reader);
    }

    private async Task<ResourceReader?> ByLinkAsync(
        string text, ResourceId resource, CancellationToken cancellationToken)
    {
        if (!LinkToken.TryRead(text, out var token) || token.Expires <= time.GetUtcNow())
            return null;
        var opens = token.College is { } id
            ? IsOpenedBy(id, await colleges.FindAsync(id, cancellationToken))
                || IsOpenedBy(id, await colleges.FindFreshAsync(id, cancellationToken))
            : IsSigned(keys => keys.SharedLinkKey(options.Value.SharedLinkVersion));
        return opens ? new ResourceReader(token.College, $"link {token.Expires.ToUnixTimeSeconds()}", Everything) : null;

        // The same work for a college that there is not: how long a refusal takes does not tell which there are.
        bool IsOpenedBy(CollegeId id, CollegeKeys? college) =>
            IsSigned(keys => keys.LinkKey(id, college?.College.LinkVersion ?? 1)) && college is not null;

        // A link given out before the root key was replaced opens until that root is taken away.
        bool IsSigned(Func<Keyring, byte[]> key) =>
            LinkToken.IsSigned(text, key(keyring), resource)
                || (keyring.Previous is { } previous && LinkToken.IsSigned(text, key(previous), resource));
    }

    private static bool Everything(Resource resource) => true;

    private async Task<(Admission Admission, ResourceReader? Reader)> BySignInAsync(
        Caller? caller, CancellationToken cancellationToken)
    {
        if (caller is null)
            return (Admission.Refused, null);
        if (caller.IsManager)
            return (Admission.Admitted, new ResourceReader(null, "sign-in", Everything));
        if (!caller.IsCoordinator)
            return (Admission.NoRole, null);
        var college = (await colleges.AllAsync(cancellationToken)).FirstOrDefault(
            college => college.College.Definition.IsReadBy(caller.Mail));
        var sees = await visible.ForAsync(caller, cancellationToken);
        return (Admission.Admitted, new ResourceReader(college?.Id, "sign-in", sees));
    }
}
