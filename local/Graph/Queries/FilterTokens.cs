using System.Text.RegularExpressions;

namespace Pathway.GraphSimulator.Queries;

internal enum TokenKind
{
    Word,
    Text,
    Number,
    Moment,
    Symbol,
    End,
}

internal readonly record struct Token(TokenKind Kind, string Value);

/// <summary>Splits a <c>$filter</c> into words (with their slashes), literals and symbols.</summary>
internal static partial class FilterTokens
{
    public static IReadOnlyList<Token>? Split(string filter)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < filter.Length;)
        {
            var match = Next().Match(filter, at);
            if (!match.Success)
                return null;

            at += match.Length;
            if (match.Groups["text"].Success)
                tokens.Add(
                    new Token(TokenKind.Text, match.Groups["text"].Value[1..^1].Replace("''", "'", StringComparison.Ordinal)));
            else if (match.Groups["moment"].Success)
                tokens.Add(new Token(TokenKind.Moment, match.Groups["moment"].Value));
            else if (match.Groups["number"].Success)
                tokens.Add(new Token(TokenKind.Number, match.Groups["number"].Value));
            else if (match.Groups["word"].Success)
                tokens.Add(new Token(TokenKind.Word, match.Groups["word"].Value));
            else if (match.Groups["symbol"].Success)
                tokens.Add(new Token(TokenKind.Symbol, match.Groups["symbol"].Value));
        }

        tokens.Add(new Token(TokenKind.End, ""));
        return tokens;
    }

    [GeneratedRegex(
        @"\G(?:\s+"
        + @"|(?<text>'(?:[^']|'')*')"
        + @"|(?<moment>\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)"
        + @"|(?<number>-?\d+(?:\.\d+)?)"
        + @"|(?<word>[A-Za-z_][\w.]*(?:/[A-Za-z_][\w.]*)*)"
        + @"|(?<symbol>[():,]))",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Next();
}
