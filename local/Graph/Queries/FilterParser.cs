using System.Globalization;
using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Queries;

using Expression = Func<FilterScope, JsonNode?>;

/// <summary>
/// The part of OData's filter language that Outlook resources answer to: comparisons, and/or/not, parentheses,
/// <c>startswith</c>, <c>endswith</c>, <c>contains</c>, and <c>any</c>/<c>all</c> over a collection.
/// </summary>
internal sealed class FilterParser(string text)
{
    private readonly IReadOnlyList<Token> tokens = FilterTokens.Split(text)
        ?? throw Fault("the expression cannot be read");
    private readonly HashSet<string> bound = new(StringComparer.Ordinal);
    private int position;

    /// <summary>The properties of the item that the expression reads, by their first segment.</summary>
    public HashSet<string> Properties { get; } = new(StringComparer.Ordinal);

    private Token Current => tokens[position];

    public Filter Parse()
    {
        var expression = Or();
        return Current.Kind == TokenKind.End
            ? new Filter(expression)
            : throw Fault($"'{Current.Value}' was not expected");
    }

    private static GraphErrorException Fault(string what) =>
        GraphErrorException.BadRequest($"Invalid filter clause: {what}.");

    private Expression Or()
    {
        var left = And();
        while (TakeWord("or"))
        {
            var (first, second) = (left, And());
            left = scope => IsTrue(first(scope)) || IsTrue(second(scope));
        }

        return left;
    }

    private Expression And()
    {
        var left = Not();
        while (TakeWord("and"))
        {
            var (first, second) = (left, Not());
            left = scope => IsTrue(first(scope)) && IsTrue(second(scope));
        }

        return left;
    }

    private Expression Not()
    {
        if (!TakeWord("not"))
            return Comparison();

        var operand = Not();
        return scope => !IsTrue(operand(scope));
    }

    private Expression Comparison()
    {
        var left = Operand();
        if (Current is not { Kind: TokenKind.Word, Value: "eq" or "ne" or "gt" or "ge" or "lt" or "le" })
            return left;

        var comparison = Take().Value;
        var right = Operand();
        return scope => FilterComparison.Holds(comparison, left(scope), right(scope));
    }

    private Expression Operand()
    {
        var token = Take();
        switch (token.Kind)
        {
            case TokenKind.Text or TokenKind.Moment:
                var literal = ExtendedProperties.Canonical(token.Value);
                return _ => literal;
            case TokenKind.Number:
                return _ => double.Parse(token.Value, CultureInfo.InvariantCulture);
            case TokenKind.Symbol when token.Value == "(":
                var inner = Or();
                Expect(")");
                return inner;
            case TokenKind.Word:
                return Word(token.Value);
            default:
                throw Fault("an operand is missing");
        }
    }

    private Expression Word(string word)
    {
        if (word is "true" or "false")
            return _ => word == "true";
        if (word == "null")
            return _ => null;
        if (Current is not { Kind: TokenKind.Symbol, Value: "(" })
        {
            Reads(word);
            return scope => scope.Resolve(word);
        }

        Take();
        var slash = word.LastIndexOf('/');
        return slash > 0
            ? Lambda(word[..slash], word[(slash + 1)..].ToLowerInvariant())
            : Function(word.ToLowerInvariant());
    }

    private void Reads(string path)
    {
        var first = path.Split('/')[0];
        if (!bound.Contains(first))
            Properties.Add(first);
    }

    private Expression Lambda(string collection, string quantifier)
    {
        Reads(collection);
        var variable = Take().Value;
        Expect(":");
        bound.Add(variable);
        var predicate = Or();
        Expect(")");
        Func<FilterScope, IEnumerable<bool>> answers = scope =>
            (scope.Resolve(collection) as JsonArray ?? []).Select(
                item => IsTrue(predicate(scope.Bind(variable, item))));
        return quantifier switch
        {
            "any" => scope => answers(scope).Any(answer => answer),
            "all" => scope => answers(scope).All(answer => answer),
            _ => throw Fault($"'{quantifier}' is not any or all"),
        };
    }

    private Expression Function(string name)
    {
        var subject = Or();
        Expect(",");
        var part = Or();
        Expect(")");
        Func<string, string, bool> test = name switch
        {
            "startswith" => (whole, start) => whole.StartsWith(start, StringComparison.OrdinalIgnoreCase),
            "endswith" => (whole, end) => whole.EndsWith(end, StringComparison.OrdinalIgnoreCase),
            "contains" => (whole, inside) => whole.Contains(inside, StringComparison.OrdinalIgnoreCase),
            _ => throw Fault($"the function '{name}' is not supported"),
        };
        return scope => test(subject(scope)?.ToString() ?? "", part(scope)?.ToString() ?? "");
    }

    private static bool IsTrue(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<bool>(out var answer) && answer;

    private Token Take() => tokens[position < tokens.Count - 1 ? position++ : position];

    private bool TakeWord(string word)
    {
        if (Current.Kind != TokenKind.Word || Current.Value != word)
            return false;
        position++;
        return true;
    }

    private void Expect(string symbol)
    {
        if (Take() is not { Kind: TokenKind.Symbol } token || token.Value != symbol)
            throw Fault($"'{symbol}' is missing");
    }
}
