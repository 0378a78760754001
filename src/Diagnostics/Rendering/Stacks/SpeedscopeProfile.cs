using System.Text.Json;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Model.Json;

namespace Unravel.Diagnostics.Rendering.Stacks;

/// <summary>The file format of speedscope.app: the stacks of threads as one profile, the chains of tasks as another; the weight is how many.</summary>
internal static class SpeedscopeProfile
{
    public static void Write(Stream output, ProcessSnapshot snapshot)
    {
        var stacks = MergedStack.Of(snapshot);
        var frames = new Dictionary<StackStep, int>();
        foreach (var step in stacks.SelectMany(stack => stack.Steps))
        {
            frames.TryAdd(step, frames.Count);
        }

        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        json.WriteString("$schema", "https://www.speedscope.app/file-format-schema.json");
        json.WriteString("name", $"{snapshot.Target.Name} (process {snapshot.Target.ProcessId})");
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
        WriteProfile(json, "Threads", [.. stacks.Where(stack => !stack.IsOfTasks)], frames);
        if (stacks.Any(stack => stack.IsOfTasks))
        {
            WriteProfile(json, "Pending tasks", [.. stacks.Where(stack => stack.IsOfTasks)], frames);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProfile(Utf8JsonWriter json, string name, MergedStack[] stacks, Dictionary<StackStep, int> frames)
    {
        json.WriteStartObject();
        json.WriteString("type", "sampled");
        json.WriteString("name", name);
        json.WriteString("unit", "none");
        json.WriteNumber("startValue", 0);
        json.WriteNumber("endValue", stacks.Sum(stack => stack.Count));
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
            json.WriteNumberValue(stack.Count);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
