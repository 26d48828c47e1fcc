using System.Collections;

namespace Pathway.LocalHost.Discovery;

/// <summary>A log scope that says which function runs: a property for who keeps them, words for who prints them.</summary>
internal sealed class FunctionScope(string function) : IReadOnlyList<KeyValuePair<string, object>>
{
    private readonly KeyValuePair<string, object> property = new("FunctionName", function);
    private readonly string words = $"function {function}";

    public int Count => 1;

    public KeyValuePair<string, object> this[int index] =>
        index == 0 ? property : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator()
    {
        yield return property;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => words;
}
