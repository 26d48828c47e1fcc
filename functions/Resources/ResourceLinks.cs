using Microsoft.Extensions.Options;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources;

/// <summary>
/// The addresses under which resources are handed out. Always the newest version: a link in an old mail leads to the corrected
/// file. The same college, resource and expiry give the same link, so a text with links in it does not change by itself.
/// </summary>
public sealed class ResourceLinks(Keyring keyring, IOptions<ProgrammeOptions> programme)
{
    /// <summary>A link that needs no sign-in until it expires; its use counts for the college.</summary>
    public string For(College college, ResourceId resource, DateTimeOffset expires) =>
        $"{For(resource)}?t={LinkToken.Write(keyring.LinkKey(college.Id, college.LinkVersion), college.Id, resource, expires)}";

    /// <summary>The address for those who sign in.</summary>
    public string For(ResourceId resource) => $"{programme.Value.BaseUrl.TrimEnd('/')}/resources/{resource}";
}
