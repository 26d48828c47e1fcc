using Microsoft.Extensions.Options;

namespace Pathway.Functions.Digests;

[OptionsValidator]
public sealed partial class DigestsOptionsValidator : IValidateOptions<DigestsOptions>;
