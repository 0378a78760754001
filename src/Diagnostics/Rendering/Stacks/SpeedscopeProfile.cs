using System.Text.Json;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Json;
using Unravel.Diagnostics.Model.Recordings;

namespace Unravel.Diagnostics.Rendering.Stacks;

/// <summary>The file format of speedscope.app: the stacks of threads as one profile, the chains of tasks as another; the weight is how many.</summary>
internal static class SpeedscopeProfile
{
    public static void Write(Stream output, ProcessSnapshot snapshot)
    {
        var stacks = MergedStack.Of(snapshot);
        Write(output, snapshot.Target, "none",
        [
            .. stacks.GroupBy(stack => stack.IsOfTasks).OrderBy(group => group.Key)
                .Select(group => (group.Key ? "Pending tasks" : "Threads", (IReadOnlyList<WeighedStack>)[.. group.Select(stack => new WeighedStack(stack.Steps, stack.Count))])),
        ]);
    }

    /// <summary>Where a process waited: the stack of the longest wait at each place, weighed with the time of all waits there.</summary>
    public static void Write(Stream output, Recorded recorded) => Write(output, recorded.Target, "milliseconds",
    [
        ("Waits", [.. recorded.Sites.Select(site => new WeighedStack(
            [.. site.Stack.Reverse().Select(frame => new StackStep(frame.Method, frame.Line))], site.Total.TotalMilliseconds))]),
    ]);

    private static void Write(Stream output, TargetInfo target, string unit, IReadOnlyList<(string Name, IReadOnlyList<WeighedStack> Stacks)> profiles)
    {
        var frames = new Dictionary<StackStep, int>();
        foreach (var step in profiles.SelectMany(profile => profile.Stacks).SelectMany(stack => stack.Steps))
        {
            frames.TryAdd(step, frames.Count);
        }

        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("$schema", "https://www.speedscope.app/file-format-schema.json");
        json.WriteString("name", $"{target.Name} (process {target.ProcessId})");
        json.WriteString("exporter", ReportDocument.Writer);
        json.WriteNumber("activeProfileIndex", 0);
        json.WriteStartObject("shared");
        json.WriteStartArray("frames");
        foreach (var frame in frames.Keys)
        {
            json.WriteStartObject();
            json.WriteString("name", frame.Name);
            if (frame.Line is { } line)
            {
                json.WriteString("file", line.File);
                json.WriteNumber("line", line.Number);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartArray("profiles");
        foreach (var (name, stacks) in profiles)
        {
            WriteProfile(json, name, unit, stacks, frames);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProfile(Utf8JsonWriter json, string name, string unit, IReadOnlyList<WeighedStack> stacks, Dictionary<StackStep, int> frames)
    {
        json.WriteStartObject();
        json.WriteString("type", "sampled");
        json.WriteString("name", name);
        json.WriteString("unit", unit);
        json.WriteNumber("startValue", 0);
        json.WriteNumber("endValue", stacks.Sum(stack => stack.Weight));
        json.WriteStartArray("samples");
        foreach (var stack in stacks)
        {
            json.WriteStartArray();
            foreach (var step in stack.Steps)
            {
                json.WriteNumberValue(frames[step]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("weights");
        foreach (var stack in stacks)
        {
            json.WriteNumberValue(stack.Weight);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <param name="Steps">Outermost call first.</param>
    private sealed record WeighedStack(IReadOnlyList<StackStep> Steps, double Weight);
}
