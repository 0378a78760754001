using Spectre.Console;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering;

/// <summary>One finding: the sentence, who takes part and where, how sure it is, and the page that explains it.</summary>
internal static class TextFinding
{
    private const int MaxNames = 6;

    /// <param name="maxEvidence">Lines of evidence after which no further participant is begun.</param>
    public static void Write(TextLines lines, ProcessSnapshot snapshot, Finding finding, int maxEvidence)
    {
        var rule = Catalog.Rules.Get(finding.RuleId);
        var isProof = finding.Certainty == Certainty.Proof;
        lines.Write(0, ($"{rule.Id} ", TextLines.Strong), (FindingTexts.Message(finding) + ".", rule.ExitCode is null ? TextLines.Strong : TextLines.Bad));
        var written = 0;
        foreach (var evidence in finding.Evidence)
        {
            if (written >= maxEvidence)
            {
                lines.Write(1, $"... and {finding.Evidence.Length - finding.Evidence.IndexOf(evidence)} more");
                break;
            }

            written += WriteEvidence(lines, evidence);
        }

        if (!finding.Bystanders.IsEmpty)
        {
            lines.Write(1, $"queued behind, not part of it: {Names(snapshot, finding.Bystanders)}");
        }

        lines.Write(1, (isProof ? "proof" : "inferred", isProof ? TextLines.Strong : TextLines.Doubtful),
            (finding.InferredFrom is { } from ? $" from {from}" : ", from what the runtime stores", TextLines.Faint));
        lines.Write(1, (rule.HelpLink, TextLines.Faint));
    }

    private static int WriteEvidence(TextLines lines, Evidence evidence)
    {
        if (evidence.Frames is [{ What: "" } only])
        {
            lines.Write(1, [(evidence.Text + " ", TextLines.Plain), .. Place(only.Frame)]);
            return 1;
        }

        lines.Write(1, evidence.Text);
        foreach (var frame in evidence.Frames)
        {
            lines.Write(2, [(frame.What + " ", TextLines.Faint), .. Place(frame.Frame)]);
        }

        return 1 + evidence.Frames.Length;
    }

    private static (string, Style)[] Place(Frame frame) => frame.Line is { } line
        ? [(frame.Method + "  ", TextLines.Plain), (line.ToString(), TextLines.Place)]
        : [(frame.Method, TextLines.Plain)];

    private static string Names(ProcessSnapshot snapshot, IReadOnlyList<int> threads)
    {
        var names = threads.Take(MaxNames).Select(id => ThreadNaming.Of(snapshot.Threads.First(thread => thread.Id == id)));
        var more = threads.Count > MaxNames ? $" and {threads.Count - MaxNames} more" : "";
        return string.Join(", ", names) + more;
    }
}
