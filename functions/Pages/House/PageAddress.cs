using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.House;

/// <summary>Where the page of a thing is.</summary>
public static class PageAddress
{
    // Pages of their own stand under these words; an activity may be called by one of them all the same.
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal) { "new", "import", "month" };

    public static string To(ActivityId activity) =>
        Taken.Contains(activity.ToString()) ? $"/activities/{activity}/about" : $"/activities/{activity}";

    public static string To(CollegeId college) => $"/colleges/{college}";

    /// <summary>The plain address is the file itself.</summary>
    public static string To(ResourceId resource) => $"/resources/{resource}/about";
}
