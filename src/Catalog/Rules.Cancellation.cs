namespace Unravel.Catalog;

internal static partial class Rules
{
    private static Rule[] Cancellation =>
    [
    ];
}
