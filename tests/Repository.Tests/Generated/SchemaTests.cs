using System.ComponentModel;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Diagnostics.Model.Json;
using Unravel.Diagnostics.Model.Recordings;
using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Generated;

/// <summary>docs/schema is made from the records that are written, and its words from what stands above them.</summary>
public sealed partial class SchemaTests
{
    private static readonly JsonSerializerOptions s_layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Schema_IsThatOfTheRecords() => GeneratedFile.Check(
        $"docs/schema/report-{SchemaVersion.Current.Major}.json",
        SchemaOf(ReportJson.Default.Options, typeof(ReportDocument), $"Report or snapshot of dotnet-unravel, schemaVersion {SchemaVersion.Current}"));

    [Fact]
    public void SchemaOfRecordings_IsThatOfTheirRecords() => GeneratedFile.Check(
        "docs/schema/recording-1.json",
        SchemaOf(RecordedJson.Default.Options, typeof(RecordedDocument), $"Recording of dotnet-unravel, schemaVersion {RecordedDocument.CurrentVersion}"));

    private static string SchemaOf(JsonSerializerOptions options, Type type, string title)
    {
        var words = Descriptions();
        var schema = (JsonObject)options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Describe(context, node, words),
        });
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", title);
        return schema.ToJsonString(s_layout) + "\n";
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node, Dictionary<string, string> words)
    {
        if (node is JsonObject { } type && type["properties"] is JsonObject members)
        {
            // What can only be read is computed from the rest, and not written.
            foreach (var computed in context.TypeInfo.Properties.Where(member => member.Set is null))
            {
                members.Remove(computed.Name);
            }

            // And what is null is not written either.
            foreach (var optional in context.TypeInfo.Properties.Where(member => member.IsGetNullable || Nullable.GetUnderlyingType(member.PropertyType) is not null))
            {
                (type["required"] as JsonArray)?.RemoveAll(name => name!.GetValue<string>() == optional.Name);
            }
        }

        var property = context.PropertyInfo is { } known
            ? known.DeclaringType.GetProperty(known.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)
            : null;
        var text = property?.GetCustomAttribute<DescriptionAttribute>()?.Description
            ?? (property is null ? null : words.GetValueOrDefault($"{property.DeclaringType!.Name}.{property.Name}"))
            ?? words.GetValueOrDefault(context.TypeInfo.Type.Name);
        if (property is not null && new NullabilityInfoContext().Create(property).GenericTypeArguments is [{ ReadState: NullabilityState.Nullable }] && node["items"] is { } items)
        {
            node["items"] = new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "null" }, items.DeepClone()) };
        }

        if (text is not null && node is JsonObject schema)
        {
            schema.Remove("description");
            schema.Insert(0, "description", text);
        }

        return node;
    }

    /// <summary>The summaries of the Model's records and properties, and the param lines of positional ones.</summary>
    private static Dictionary<string, string> Descriptions()
    {
        var words = new Dictionary<string, string>();
        foreach (var file in Repo.Sources("src/Diagnostics/Model"))
        {
            foreach (var type in CSharpSyntaxTree.ParseText(Repo.Read(file)).GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>())
            {
                var comment = Comment(type);
                Add(type.Identifier.ValueText, Summary().Match(comment).Groups[1].Value);
                foreach (Match parameter in Param().Matches(comment))
                {
                    Add($"{type.Identifier.ValueText}.{parameter.Groups[1].Value}", parameter.Groups[2].Value);
                }

                foreach (var property in type.ChildNodes().OfType<PropertyDeclarationSyntax>())
                {
                    Add($"{type.Identifier.ValueText}.{property.Identifier.ValueText}", Summary().Match(Comment(property)).Groups[1].Value);
                }
            }
        }

        return words;

        void Add(string name, string text)
        {
            if (Plain(text) is { Length: > 0 } plain)
            {
                words[name] = plain;
            }
        }
    }

    private static string Comment(CSharpSyntaxNode node) =>
        string.Join('\n', node.GetLeadingTrivia().ToFullString().Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("///", StringComparison.Ordinal)).Select(line => line[3..].Trim()));

    private static string Plain(string xml)
    {
        var text = Reference().Replace(xml, match => match.Groups[1].Value.Split('.')[^1]);
        return Space().Replace(Tag().Replace(text, ""), " ").Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&").Trim();
    }

    [GeneratedRegex("<summary>(.*?)</summary>", RegexOptions.Singleline)]
    private static partial Regex Summary();

    [GeneratedRegex("<param name=\"(\\w+)\">(.*?)</param>", RegexOptions.Singleline)]
    private static partial Regex Param();

    [GeneratedRegex("<(?:see cref|paramref name)=\"([^\"]+)\"\\s*/>")]
    private static partial Regex Reference();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
