namespace Pathway.Functions.OpenApi;

/// <summary>An answer that is no problem.</summary>
/// <param name="Type">What it holds as JSON; null for nothing, or for what no type describes.</param>
internal sealed record ApiAnswer(int Status, string Words, Type? Type = null, string? MediaType = null)
{
    public static ApiAnswer Json<T>(
        string words = "As it is now.", int status = 200) => new(status, words, typeof(T), "application/json");

    public static ApiAnswer Json(string words, int status = 200) => new(status, words, null, "application/json");

    public static ApiAnswer Nothing(string words, int status = 204) => new(status, words);
}
