using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Unravel.Diagnostics.Model;

/// <summary>What every form of a report says of a finding.</summary>
internal static class FindingTexts
{
    /// <summary>The sentence of the catalogue with its arguments, without a full stop.</summary>
    public static string Message(Finding finding) =>
        Capital(string.Format(CultureInfo.InvariantCulture, Catalog.Rules.Get(finding.RuleId).AtRunTime!, [.. finding.Arguments]));

    /// <summary>A text as it stands at the beginning of a sentence.</summary>
    public static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>
    /// The same for the same fault in every run: the rule and the methods that show it, in no order, because a ring may
    /// begin anywhere. No lines, which move with every edit, no counts, ids or addresses.
    /// </summary>
    public static string Fingerprint(Finding finding)
    {
        var methods = finding.Evidence.SelectMany(evidence => evidence.Frames)
            .Select(frame => $"{frame.Frame.Namespace}.{frame.Frame.Method}")
            .Distinct()
            .Order(StringComparer.Ordinal);
        var text = string.Join('\n', methods.Prepend(finding.RuleId));
        if (!finding.Evidence.Any(evidence => evidence.Frames.Length > 0))
        {
            text += "\n" + string.Concat(Message(finding).Where(letter => !char.IsAsciiDigit(letter)));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }
}
