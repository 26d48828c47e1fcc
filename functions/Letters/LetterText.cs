namespace Pathway.Functions.Letters;

/// <summary>What a letter says, before it is laid out.</summary>
/// <param name="Window">When it is about, under the heading.</param>
/// <param name="Greeting">Whom it greets, such as <c>Dear Dr Nwosu,</c>.</param>
/// <param name="Paragraphs">In order.</param>
public sealed record LetterText(
    string Programme, string Subject, string Heading, string Window, string Greeting, IReadOnlyList<string> Paragraphs)
{
    public string? JoinUrl { get; init; }

    /// <summary>What the learners are to be able to do afterwards.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>Resources by title and address.</summary>
    public IReadOnlyList<(string Title, string Url)> Resources { get; init; } = [];
}
