using System.Globalization;
using System.Text;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Rendering.Stacks;

/// <summary>One line a stack, its steps between semicolons and how many have it: what flamegraph.pl and its relatives read.</summary>
internal static class FoldedStacks
{
    public static void Write(Stream output, ProcessSnapshot snapshot)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        foreach (var stack in MergedStack.Of(snapshot))
        {
            var steps = stack.Steps.Select(step => Clean(step.Line is { } line ? $"{step.Name} {line}" : step.Name));
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(stack.IsOfTasks ? "tasks" : "threads")};{string.Join(';', steps)} {stack.Count}"));
        }
    }

    /// <summary>A semicolon or a line break in a name would make steps and lines of it.</summary>
    private static string Clean(string name) => TerminalText.Escape(name).Replace(';', ',');
}
