using System.Text.RegularExpressions;

namespace Pathway.Local.Azurite;

/// <summary>What npm's report of a failed <c>npm ci</c> comes to.</summary>
/// <param name="report">The lines npm wrote to its error output.</param>
/// <param name="folder">Where <c>npm ci</c> ran.</param>
internal sealed partial class NpmFailure(IReadOnlyCollection<string> report, string folder)
{
    private const string Reach = "Check the connection and what `npm config get registry` and `npm config get proxy` say, then start again";

    /// <summary>npm waits without a word; so shall nobody.</summary>
    public static string Silent(TimeSpan waited) =>
        $"Azurite could not be installed: npm's registry has not answered for {waited.TotalSeconds:0} seconds. {Reach}.";

    public override string ToString() => Code switch
    {
        "ECONNREFUSED" or "ECONNRESET" or "ENOTFOUND" or "EAI_AGAIN" or "ETIMEDOUT" or "ENETUNREACH" or "EHOSTUNREACH"
            or "ERR_SOCKET_TIMEOUT" or "EPROTO" or "FETCH_ERROR" or "E502" or "E503" or "E504" =>
            $"Azurite could not be installed: npm's registry{At} cannot be reached ({Code}). {Reach}.",
        "E401" or "E403" or "E407" or "E404" =>
            $"Azurite could not be installed: npm's registry{At} refused it ({Code}). "
                + "See that `npm config get registry` names one that serves azurite and lets you in, then start again.",
        "EACCES" or "EPERM" or "EROFS" =>
            $"Azurite could not be installed: npm may not write its files ({Code}). "
                + $"See who owns {folder} and npm's cache (`npm config get cache`), then start again.",
        "ENOSPC" => $"Azurite could not be installed: the disk is full ({Code}). Make room, then start again.",
        { } code => $"Azurite could not be installed: npm says {code}{Said}. `npm ci` in {folder} shows all of it.",
        null => $"Azurite could not be installed: npm failed{Said}. `npm ci` in {folder} shows all of it.",
    };

    private string? Code =>
        report.Select(line => CodeLine().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    // Only the host: a registry's address may carry a password.
    private string At =>
        report.Select(line => Address().Match(line)).FirstOrDefault(match => match.Success) is { } address
            ? $" at {address.Groups[1].Value}"
            : "";

    private string Said =>
        report.FirstOrDefault(line => ErrorLine().IsMatch(line) && !CodeLine().IsMatch(line)) is { } line
            ? $": {ErrorLine().Match(line).Groups[1].Value.TrimEnd('.')}"
            : "";

    [GeneratedRegex(@"^npm (?:error|ERR!) code (\S+)", RegexOptions.NonBacktracking)]
    private static partial Regex CodeLine();

    [GeneratedRegex(@"^npm (?:error|ERR!) (?:\w+ )?(.*\w.*)", RegexOptions.NonBacktracking)]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"^npm (?:error|ERR!) .*https?://(?:[^/\s@]*@)?([^/\s]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
