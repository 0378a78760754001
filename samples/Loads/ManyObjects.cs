namespace Unravel.Samples.Loads;

/// <summary>Small objects that live, in a list: a heap to walk through, and little to find in it.</summary>
internal static class ManyObjects
{
    public static object Create(int count)
    {
        var nodes = new List<Node>(count);
        for (var i = 0; i < count; i++)
        {
            nodes.Add(new Node(i, i > 0 ? nodes[i - 1] : null));
        }

        GC.Collect();
        return nodes;
    }

    private sealed record Node(int Number, Node? Previous);
}
