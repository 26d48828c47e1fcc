using System.Diagnostics;

namespace Pathway.Benchmarks;

/// <summary>
/// Measures two things against each other on a machine that does other work too: in short turns, each pair right
/// after the other, and the ratio that counts is the median of the pairs'.
/// </summary>
internal static class Rounds
{
    /// <summary>Rates (units a second) of the app and its floor, and the median ratio of app to floor.</summary>
    public static async Task<(double App, double Floor, double Ratio)> RatesAsync(
        int rounds, Func<int, Task<int>> app, Func<int, Task<int>> floor)
    {
        var pairs = new List<(double App, double Floor)>();
        for (var round = 0; round <= rounds; round++)
        {
            // Turn and turn about, so that neither always runs on the warmer machine.
            var first = await RateAsync(round % 2 == 0 ? app : floor, round);
            var second = await RateAsync(round % 2 == 0 ? floor : app, round);
            if (round > 0)
                pairs.Add(round % 2 == 0 ? (first, second) : (second, first));
        }

        return (Median(pairs.Select(pair => pair.App)), Median(pairs.Select(pair => pair.Floor)), Median(pairs.Select(pair => pair.App / pair.Floor)));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static async Task<double> RateAsync(Func<int, Task<int>> work, int round)
    {
        var start = Stopwatch.GetTimestamp();
        var units = await work(round);
        return units / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
