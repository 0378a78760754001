using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Unravel.Diagnostics.Commands.Help;

/// <summary>The help of the library, and examples below it.</summary>
internal sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
{
    /// <summary>Adds examples to the help of the tool and of its verbs.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        var result = inner.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        var examples = Examples.Of(command is RootCommand ? "" : command.Name);
        var output = parseResult.InvocationConfiguration.Output;
        if (examples.Count > 0)
        {
            var longest = examples.Max(example => example.Line.Length);
            output.WriteLine("Examples:");
            foreach (var (line, what) in examples)
            {
                output.WriteLine($"  {line.PadRight(what.Length > 0 ? longest : 0)}{(what.Length > 0 ? "  " + what : "")}");
            }

            output.WriteLine();
        }

        return result;
    }
}
