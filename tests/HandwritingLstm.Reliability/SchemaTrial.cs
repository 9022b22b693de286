using System.Xml;
using System.Xml.Schema;

namespace HandwritingLstm.Reliability;

/// <summary>Whether the PAGE and ALTO files that are written are valid by the schemas.</summary>
/// <param name="pages">A folder of page scans.</param>
/// <param name="schemas">The folder of the schemas.</param>
internal sealed class SchemaTrial(string pages, string schemas) : Trial
{
    /// <summary>Of the namespace that ALTO's schema imports from the web, what it uses.</summary>
    private const string Links = """
        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xlink">
          <xsd:attributeGroup name="simpleLink"><xsd:anyAttribute namespace="http://www.w3.org/1999/xlink" processContents="skip"/></xsd:attributeGroup>
        </xsd:schema>
        """;

    /// <inheritdoc/>
    public override bool Run(Bench bench)
    {
        var output = bench.MakeAnew("out");
        var outcome = bench.Transcribe(pages, output, "--format", "page,alto");
        Say($"{outcome.Done} of {outcome.In} pages transcribed");
        return outcome.Done > 0
            & AreValid(output, "*.page.xml", Path.Combine(schemas, "page-2019-07-15.xsd"))
            & AreValid(output, "*.alto.xml", Path.Combine(schemas, "alto-4-4.xsd"));
    }

    private static bool AreValid(string output, string pattern, string schema)
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        set.Add(null, XmlReader.Create(new StringReader(Links)));
        set.Add(null, schema);
        set.Compile();
        var (files, problems) = (0, new List<string>());
        foreach (var file in Directory.EnumerateFiles(output, pattern, SearchOption.AllDirectories))
        {
            files++;
            var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = set, ValidationFlags = XmlSchemaValidationFlags.ReportValidationWarnings };
            settings.ValidationEventHandler += (_, problem) => problems.Add($"{Path.GetFileName(file)} row {FormattableString.Invariant($"{problem.Exception.LineNumber}")}: {problem.Message}");
            using var reader = XmlReader.Create(file, settings);
            while (reader.Read())
            {
                // Reading validates.
            }
        }

        Say($"{pattern}: {files} files, {problems.Count} problems by {Path.GetFileName(schema)}");
        foreach (var problem in problems.Take(10))
        {
            Console.WriteLine($"  {problem}");
        }

        return files > 0 && problems.Count == 0;
    }
}
