using Pathway.Functions.Activities;

namespace Pathway.Functions.Pages.Activities;

public static class KindWords
{
    public static string Of(ActivityKind kind) => kind switch
    {
        ActivityKind.Masterclass => "masterclass",
        ActivityKind.Project => "project",
        _ => "competition",
    };
}
