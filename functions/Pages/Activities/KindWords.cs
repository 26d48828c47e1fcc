using Pathway.Functions.Activities;

namespace Pathway.Functions.Pages.Activities;

public static class KindWords
{
    public static string For(ActivityKind kind) => kind switch
    {
        ActivityKind.Masterclass => "masterclass",
        ActivityKind.Project => "project",
        _ => "competition",
    };
}
