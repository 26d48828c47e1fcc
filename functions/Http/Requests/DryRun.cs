using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Http.Requests;

/// <summary>
/// <c>?dryRun=true</c>: say what would become of it and do nothing. Where a call knows no such thing, it is refused rather than
/// carried out.
/// </summary>
public static class DryRun
{
    private const string Name = "dryRun";

    /// <summary>The caller only wants to be told, and the call can.</summary>
    public static bool IsOne(HttpRequest request) => IsKnownTo(request) && request.Query[Name] == "true";

    /// <summary>The call would change something all the same.</summary>
    public static bool IsMistaken(HttpRequest request) =>
        !SafeMethod.IsOne(request) && request.Query.ContainsKey(Name) && !IsKnownTo(request);

    private static bool IsKnownTo(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.Path.ToString().Split('/', StringSplitOptions.RemoveEmptyEntries)
            is ["api", "activities", "import"] or ["api", "colleges", _, "attendance"];
}
