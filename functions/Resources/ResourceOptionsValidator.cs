using Microsoft.Extensions.Options;

namespace Pathway.Functions.Resources;

[OptionsValidator]
public sealed partial class ResourceOptionsValidator : IValidateOptions<ResourceOptions>;
