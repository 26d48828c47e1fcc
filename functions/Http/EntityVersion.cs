using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Http;

/// <summary>
/// A thing's version as its ETag. It is not the storage row's: that one changes with the app's own marks, which are no
/// business of somebody who edits.
/// </summary>
public static class EntityVersion
{
    /// <summary>False when If-Match is there and can match no version; <paramref name="version"/> is null when anything goes.</summary>
    public static bool TryRead(HttpRequest request, out int? version)
    {
        version = null;
        var header = request.Headers.IfMatch.ToString().Trim();
        if (header is "" or "*")
            return true;
        if (header is not ['"', .., '"'] || !int.TryParse(header.AsSpan(1, header.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        version = number;
        return true;
    }

    public static IResult Answer(int version, IResult result) => new Tagged(version, result);

    private sealed class Tagged(int version, IResult result) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ETag = $"\"{version}\"";
            return result.ExecuteAsync(httpContext);
        }
    }
}
