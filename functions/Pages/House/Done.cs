using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Pages.House;

/// <summary>
/// After a form: the page it leads to, and what that page says was done. Words are chosen here, so an address can say
/// nothing else.
/// </summary>
public static class Done
{
    private static readonly Dictionary<string, string> All = new(StringComparer.Ordinal)
    {
        ["planned"] = "The activity is planned. The invitations go out within a minute.",
        ["changed"] = "The activity is changed. Its invitations are brought in step within a minute.",
        ["unchanged"] = "Nothing was different, so nobody was mailed.",
        ["cancelled"] = "The activity is cancelled. Everybody invited is told within a minute.",
        ["college"] = "The college is changed.",
        ["left"] = "The college has left the programme. Its invitations are cancelled.",
        ["feed"] = "The feed has a new address; the old one is dead.",
        ["tested"] = "The test event was taken. In a minute it stands among the deliveries, with nothing new.",
        ["test-refused"] = "The test event was refused. Why stands among the deliveries in a minute.",
        ["replayed"] = "The work was put back. Reload this page in a minute to see that it is gone.",
        ["dismissed"] = "The work is given up.",
        ["restored"] = "The events are brought back. Where Exchange does not allow it they are made anew within a minute.",
        ["anew"] = "The events are made anew. Everybody is invited again within a minute.",
        ["nudged"] = "Those who have not answered are asked within five minutes.",
        ["nudged-before"] = "Nobody is asked: everybody has answered, or was asked today already.",
        ["sheet"] = "The sheet is taken. It counts in the figures within a minute.",
        ["too-late"] = "It has begun or is cancelled, so there is nothing to answer any more.",
        ["described"] = "The resource is changed.",
        ["uploaded"] = "The file has arrived and is being checked. Look again in a moment.",
        ["withdrawn"] = "It is withdrawn. Links to it say so from now on.",
        ["digests"] = "The digests that were not sent are on their way.",
        ["resent"] = "The digest is on its way once more.",
        ["confirmed"] = "The activities are cancelled.",
    };

    public static IResult Go(string path, string what) =>
        Results.LocalRedirect(
            $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}done={what}",
            permanent: false,
            preserveMethod: false);

    public static string? Words(string? what) => what is null ? null : All.GetValueOrDefault(what);
}
