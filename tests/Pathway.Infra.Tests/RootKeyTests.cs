using Pathway.Functions.Programme;
using Pathway.Infra.Tests.Compiler;

namespace Pathway.Infra.Tests;

/// <summary>
/// The key that the template draws, for seeds that are known. The compiler shows nothing secure, so here the seeds
/// are not.
/// </summary>
public sealed class RootKeyTests(Compilation compilation)
{
    private static readonly string[] Seeds =
    [
        "0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0ff",
        "11223344-5566-4788-99aa-bbccddeeff00",
        "fedcba98-7654-4321-b012-3456789abcde",
    ];

    [Fact]
    public async Task The_app_takes_it() =>
        Assert.True(
            new KeyOptionsValidator().Validate(null, new KeyOptions { Root = await KeyAsync(Seeds) }).Succeeded);

    [Fact]
    public async Task It_holds_256_of_the_seeds_random_bits()
    {
        // A GUID's 13th hexadecimal digit is its version and its 17th its variant; two digits of the others choose
        // one of base64's.
        var digits = string.Concat(
            Seeds.Select(seed => seed.Replace("-", "", StringComparison.Ordinal)).Select(seed => seed.Remove(16, 1).Remove(12, 1)));
        var bits = string.Concat(
            Enumerable.Range(0, 43).Select(i => Convert.ToString(Convert.ToInt32(digits.Substring(2 * i, 2), 16) % 64, 2).PadLeft(6, '0')));
        var expected = Enumerable.Range(0, 32).Select(i => Convert.ToByte(bits.Substring(8 * i, 8), 2)).ToArray();

        Assert.Equal(expected, Convert.FromBase64String(await KeyAsync(Seeds)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 21)]
    [InlineData(1, 16)]
    [InlineData(2, 30)]
    public async Task Every_part_of_every_seed_counts(int seed, int at)
    {
        var other = (string[])Seeds.Clone();
        other[seed] = Seeds[seed].Remove(at, 1).Insert(at, Seeds[seed][at] == '7' ? "8" : "7");

        Assert.NotEqual(await KeyAsync(Seeds), await KeyAsync(other));
    }

    private async Task<string> KeyAsync(string[] seeds)
    {
        using var open = InfraFolder.With(
            ("main.bicep", "@secure()", ""),
            (Path.Combine("modules", "vault.bicep"), "@secure()", ""),
            ("main.bicep", "keySeedA string = newGuid()", $"keySeedA string = '{seeds[0]}'"),
            ("main.bicep", "keySeedB string = newGuid()", $"keySeedB string = '{seeds[1]}'"),
            ("main.bicep", "keySeedC string = newGuid()", $"keySeedC string = '{seeds[2]}'"));
        return (string)(await compilation.PredictAsync(open, "plain")).One(
            "Microsoft.KeyVault/vaults/secrets").Properties["value"]!;
    }
}
