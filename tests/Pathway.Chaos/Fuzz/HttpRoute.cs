using System.Text.Json;
using Pathway.Chaos.Stack;

namespace Pathway.Chaos.Fuzz;

/// <summary>An HTTP function as the worker's metadata tells it.</summary>
/// <param name="Methods">Upper case; never empty.</param>
/// <param name="Template">The path without its first slash, parameters in braces.</param>
internal sealed record HttpRoute(string Function, IReadOnlyList<string> Methods, string Template)
{
    public static async Task<IReadOnlyList<HttpRoute>> FindAsync(ChaosStack stack, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = stack.Addresses[0] };
        http.DefaultRequestHeaders.Add("x-functions-key", "local");
        using var listing = JsonDocument.Parse(await http.GetStringAsync("admin/functions", cancellationToken));
        return
        [
            .. from function in listing.RootElement.EnumerateArray()
               where function.TryGetProperty("invoke_url_template", out _)
               let methods = function.GetProperty("config").GetProperty("bindings")[0].GetProperty("methods").EnumerateArray()
                   .Select(method => method.GetString()!.ToUpperInvariant())
               let template = function.GetProperty("invoke_url_template").GetString()!
               select new HttpRoute(
                   function.GetProperty("name").GetString()!,
                   [.. methods.DefaultIfEmpty("GET")],
                   template[(template.IndexOf('/', "http://".Length) + 1)..]),
        ];
    }

    /// <summary>The path with a value for each parameter, as it is put: escaped or not.</summary>
    public string Path(Func<string, string> value)
    {
        var path = Template;
        for (int from; (from = path.IndexOf('{', StringComparison.Ordinal)) >= 0;)
        {
            var to = path.IndexOf('}', from);

            // A value may hold a brace itself; it is no parameter.
            path = path[..from] + value(path[(from + 1)..to].TrimStart('*'))
                .Replace("{", "%7B", StringComparison.Ordinal) + path[(to + 1)..];
        }

        return "/" + path;
    }
}
