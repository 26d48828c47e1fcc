namespace Pathway.Benchmarks.Capacity;

/// <summary>What a piece of work costs by itself and for each college, as two measured sizes say.</summary>
internal readonly record struct Cost(Usage Fixed, Usage EachCollege)
{
    public static Cost Between(int few, Usage atFew, int many, Usage atMany)
    {
        var each = (atMany - atFew) * (1.0 / (many - few));
        return new Cost(atFew - (each * few), each);
    }

    public Usage For(double colleges) => Fixed + (EachCollege * colleges);
}
