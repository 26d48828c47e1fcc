using Microsoft.Extensions.Options;

namespace Pathway.Functions.Webhooks;

[OptionsValidator]
public sealed partial class WebhookOptionsValidator : IValidateOptions<WebhookOptions>;
