namespace Pathway.Functions.OpenApi;

/// <summary>What is to be said of a function beyond its route and method, which its trigger says.</summary>
internal sealed record ApiCall(string Tag, ApiAccess Access, string Summary)
{
    public IReadOnlyList<ApiQuery> Query { get; init; } = [];

    /// <summary>One for each media type; none for a call without a body.</summary>
    public IReadOnlyList<ApiBody> Bodies { get; init; } = [];

    public IReadOnlyList<ApiAnswer> Answers { get; init; } = [];
}
