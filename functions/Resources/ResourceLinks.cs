using Microsoft.Extensions.Options;
using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources;

/// <summary>
/// The addresses under which resources are handed out. Always the newest version: a link in an old mail leads to the corrected
/// file. The same college, resource and expiry give the same link, so a text with links in it does not change by itself.
/// </summary>
public sealed class ResourceLinks(
    Keyring keyring, IOptions<ProgrammeOptions> programme, IOptions<ResourceOptions> options)
{
    /// <summary>A link that needs no sign-in until it expires; its use counts for the college.</summary>
    public string For(College college, ResourceId resource, DateTimeOffset expires) =>
        $"{For(resource)}?t={LinkToken.Write(keyring.LinkKey(college.Id, college.LinkVersion), college.Id, resource, expires)}";

    /// <summary>
    /// The college's link to a resource of an activity; it works to the end of the school year after the activity's.
    /// </summary>
    public string For(College college, ResourceId resource, ActivityDefinition activity) =>
        For(college, resource, LifeOf(activity));

    /// <summary>
    /// A link for a text that several colleges share, such as an invitation: it needs no sign-in, works to the end of
    /// the school year after the activity's, and its use counts for no college. It depends on nothing but that year
    /// and the resource's id.
    /// </summary>
    public string Shared(ResourceId resource, ActivityDefinition activity) =>
        $"{For(resource)}?t={LinkToken.Write(keyring.SharedLinkKey(options.Value.SharedLinkVersion), null, resource, LifeOf(activity))}";

    /// <summary>The address for those who sign in.</summary>
    public string For(ResourceId resource) => $"{programme.Value.BaseUrl.TrimEnd('/')}/resources/{resource}";

    // By school years, so that an activity moved by an hour keeps its links, and its invitation its text.
    private static DateTimeOffset LifeOf(ActivityDefinition activity) =>
        new AcademicYear(AcademicYear.Containing(LondonClock.DateOf(activity.EndsAt)).Start + 1).LastDay
            .AtMidnight()
            .InUtc()
            .ToDateTimeOffset();
}
