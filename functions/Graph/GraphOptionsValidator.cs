using Microsoft.Extensions.Options;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Graph;

public sealed class GraphOptionsValidator : IValidateOptions<GraphOptions>
{
    public ValidateOptionsResult Validate(string? name, GraphOptions options)
    {
        List<string> faults = [.. MailboxFaults(Mailboxes.Split(options.Mailbox ?? ""))];
        if (!string.IsNullOrEmpty(options.LocalToken)
            && !(Uri.TryCreate(options.BaseUrl, UriKind.Absolute, out var address) && address.IsLoopback))
            faults.Add("Graph__LocalToken is for the simulator on this machine only; remove it.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> MailboxFaults(string[] addresses)
    {
        if (addresses.Length == 0)
            yield return "Graph__Mailbox names no mailbox.";
        foreach (var address in addresses.Where(address => !MailAddress.IsValid(address)))
            yield return $"Graph__Mailbox: \"{address}\" {MailAddress.Words} Several have semicolons between them.";
        foreach (var twice in addresses.GroupBy(MailAddress.Normalise, StringComparer.Ordinal).Where(same => same.Count() > 1))
            yield return $"Graph__Mailbox names {twice.Key} more than once.";
    }
}
