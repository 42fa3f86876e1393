/**
 * Names in frequent use that no package in make-names.mjs has, or has of too few countries. Written down by hand from
 * general knowledge, of no register and of no person.
 */
/** @param {string} text */
const words = (text) => text.trim().split(/\s+/);

export const moreGivenNames = words(`
  Jürgen Heike Anke Antje Silke Wiebke Imke Elke Heiko Holger Volker Detlef Dietmar Diether Dieter Eberhard Egon Ekkehard
  Gerlinde Gesine Gisela Gudrun Gunda Günter Günther Hannelore Hartmut Heinz Helmut Henrike Hermine Hiltrud Horst Ilse
  Inge Ingeborg Irmgard Jörg Jörn Jutta Karlheinz Karsten Katja Kerstin Klaus Lieselotte Liselotte Lothar Lutz Manfred
  Mareike Marlies Meike Mechthild Nadja Norbert Olaf Ortrud Ottmar Reinhard Reinhold Renate Roswitha Rüdiger Rüdeger
  Sieglinde Siegfried Sigrid Svenja Swantje Thorsten Torben Torsten Traudel Traute Ulf Ulrich Ulrike Ursula Uta Ute
  Uwe Veit Waltraud Werner Wilfried Winfried Wolfgang Wolfram Annegret Annelie Anneliese Bärbel Birgit Birte Dagmar
  Dörte Edeltraud Friederike Gabriele Gottfried Hansjörg Heidrun Hilde Hinnerk Ingo Irmtraud Janine Jannik Jochen Joachim
  Jost Kathrin Konstanze Leonie Luisa Maike Marcel Margarete Margit Marita Maximilian Melanie Merle Moritz Nele Niklas
  Philipp Ralf Reiner Rolf Rosemarie Sabine Sebastian Sönke Steffen Steffi Sven Tanja Thea Tilman Tjark Udo Vera Yannick
  Aoife Aoibhe Aoibheann Ailbhe Aine Aisling Aodhan Bláthnaid Brídín Bríd Brigid Caoimhe Caoilfhionn Cathal Cian Ciara
  Ciarán Cillian Clodagh Colm Conall Conor Cormac Daithí Deirdre Dermot Diarmuid Donal Donncha Eamon Éamonn Eimear Eithne
  Emer Eoghan Eoin Fearghal Fergal Fergus Fiachra Finbarr Fionn Fionnuala Gearóid Gráinne Lorcan Mairead Malachy Máire
  Máirtín Muireann Murtagh Niall Niamh Nollaig Nuala Odhran Oisín Oonagh Orla Orlaith Padraic Pádraig Peadar Ronan Rory
  Róisín Ruairi Saoirse Sadhbh Seamus Séamus Seán Shauna Sinéad Siobhan Síle Sorcha Tadhg Tiernan Tomás Treasa Uinseann
  Ailsa Aileas Alasdair Alastair Alistair Angus Calum Callum Catriona Coinneach Donalda Eilidh Ewan Euan Fearchar Fingal
  Fraser Gavin Gregor Greer Hamish Iain Innes Iona Isla Kirsteen Kirsty Lachlan Lorna Mairi Malcolm Moira Morag Morven
  Mungo Murdo Rhona Ruaridh Shona Torquil Aled Alun Anwen Arwel Bethan Blodwen Bronwen Bronwyn Bryn Brynmor Carys Catrin
  Ceri Cerys Dafydd Delyth Dilwyn Dilys Eirlys Eleri Elin Emrys Emyr Eurwen Ffion Gareth Geraint Gethin Glenys Glyn Gwen
  Gwenllian Gwilym Gwyn Gwyneth Haf Heledd Huw Hywel Idris Iestyn Ieuan Ifan Iolo Iorwerth Iwan Leri Llewelyn Llinos Llyr
  Llywelyn Lowri Mali Megan Meinir Meirion Menna Mererid Myfanwy Nerys Nia Non Olwen Owain Rhiannon Rhian Rhodri Rhys
  Sioned Siwan Tegan Tegwen Tomos Tudur Wyn Tamsin Jago Cressida Ophelia Imogen Araminta Cosima Clementine Hermione Jemima
  Petronella Perdita Philippa Portia Rosamund Tabitha Verity Winifred Ernestine Ottilie Cornelius Crispin Cuthbert Algernon
  Barnaby Benedict Bertram Cedric Cyril Digby Ebenezer Edmund Ethelbert Ezekiel Fergusson Gideon Horatio Humphrey Ignatius
  Inigo Jolyon Leopold Lysander Montague Mortimer Obadiah Osbert Peregrine Piers Quentin Rafferty Rupert Sebastian
  Thaddeus Tarquin Tristan Ulysses Zachariah Shaniqua Lakeisha Latoya Keisha Tamika Tanisha Tyrone Darnell Deshawn Dashawn
  Marquis Jamal Jermaine Kareem Lamont Laquisha Monique Rasheed Rashida Terrell Trevon Tyrell Aaliyah Imani Kenya Nia
  Willemijn Marieke Marijke Maaike Anneke Annemiek Annelies Anouk Bart Bas Bram Carlijn Coen Daan Diederik Dirk Elke Esmée
  Evert Femke Floor Floortje Fleur Frits Geert Geertje Gerrit Gijs Govert Hein Henk Hendrik Hennie Hidde Hilde Ineke Jaap
  Jasmijn Jelle Jeroen Jesse Jip Joep Joke Joost Jorien Jorrit Joris Jurriaan Karlijn Kees Klaas Koen Laurens Lieke Lies
  Liesbeth Lotte Maarten Machteld Marloes Mark Marleen Marjolein Martijn Mees Menno Merel Mieke Naomi Niels Nienke Noortje
  Piet Pieter Pim Reinier Renske Rianne Rik Rinus Roel Roelof Roos Ruben Ruud Saskia Sanne Sander Siebe Sjaak Sjoerd Sophie
  Stijn Suzanne Teun Thijs Tineke Tom Truus Tygo Veerle Wiebe Wietske Willem Wim Wouter Yvonne Dries Griet Jef Joren
  Katrien Lieven Lode Luc Pol Sofie Tine Vic Ward Wannes
  Anaïs Aurélie Aurélien Bénédicte Benoît Bérengère Blandine Cédric Céline Clémence Clément Clémentine Corentin Cyrille
  Damien Delphine Didier Dorothée Edwige Éloïse Élodie Émilien Estelle Étienne Fabienne Fabrice Florent Florian Gaël Gaëlle
  Gaëtan Geneviève Gérard Ghislain Ghislaine Gilles Gwenaël Gwenaëlle Hélène Hervé Honorine Huguette Jacqueline Jérémie
  Jérôme Joëlle Josiane Ludivine Ludovic Lucienne Maël Maëlle Maëlys Magali Marcelle Mathieu Mathilde Matthieu Maud Maxime
  Mélanie Mélissa Mireille Monique Morgane Muriel Mylène Nathalie Nicolas Noémie Odette Odile Océane Olivier Pascale Pierrick
  Quentin Raphaël Régine Régis Rémi Rémy Renaud Romain Romane Sandrine Sébastien Ségolène Serge Séverine Simone Solange
  Solène Stéphane Stéphanie Sylvain Sylvie Tanguy Thibault Thibaut Thierry Tiphaine Ugo Valérie Véronique Violaine Virginie
  Xavier Yann Yannick Yohann Yolande Yves Yvette Zoé Loïc Erwan Enzo Timothée Théo Théophile Lilou Manon Inès
  Inmaculada Nacho Paqui Paco Pepe Pepa Toño Toni Nuria Itziar Iker Aitor Ainhoa Aitana Ander Asier Begoña Belén Borja
  Concepción Consuelo Cristóbal Dolores Encarnación Esperanza Eusebio Fermín Fernanda Florencio Gonzalo Graciela Gregorio
  Guadalupe Hernán Hortensia Íñigo Iñaki Itxaso Jacinto Jaime Javier Jimena Joaquín Jordi José Josefa Julián Leire Lorena
  Lourdes Macarena Maite Manolo Manuel Maribel Marisol Marta Mercedes Milagros Miren Montserrat Montse Nerea Nieves Oihane
  Olaia Pablo Paloma Patxi Pilar Purificación Ramiro Ramón Rocío Rodrigo Rosario Salvador Sergio Soledad Sonsoles Susana
  Teodoro Trinidad Unai Úrsula Vicente Xabier Xavi Xoan Ximena Yago Yolanda Zuriñe Anahí Azucena Citlali Cuauhtémoc Itzel
  Xochitl Nayeli Yadira Yaretzi Yesenia Yuridia Wilmer Yeison Yulieth Edwin Jhon Luzmila Maricarmen Nélida Norberto
  Osvaldo Reinaldo Rigoberto Rosalba Rosaura Ulises Evaristo Eladio Eliseo Fulgencio Gumersindo Heriberto Hilario Isidro
  Leandro Leopoldo Lisandro Macario Nicanor Porfirio Práxedes Remedios Saturnino Severiano Teresita Wenceslao Zacarías
  Agnese Alessia Alessio Annalisa Antonella Armando Assunta Azzurra Barbara Beatrice Benedetta Biagio Bruno Calogero Camilla
  Carmela Carmelo Caterina Cesare Chiara Cinzia Claudio Corrado Cosimo Cristiano Damiano Daniele Davide Debora Domenico
  Donatella Donato Edoardo Elettra Elisabetta Emanuela Emanuele Enrica Enrico Enza Ermanno Eugenia Fabio Fabrizio Federica
  Federico Filippo Fiorella Fiorenza Flavia Flavio Francesca Francesco Fulvio Gabriella Gaetano Gennaro Giacomo Giada Gian
  Gianfranco Gianluca Gianmarco Gianni Gino Giorgia Giovanna Giovanni Giulia Giuliano Giulio Giuseppe Giuseppina Graziella
  Greta Guido Ignazio Ilaria Immacolata Ines Ivana Jacopo Lavinia Leonardo Letizia Lidia Loredana Lorenzo Luciana Ludovica
  Maddalena Manuela Marcello Mariangela Marzia Massimo Matteo Mattia Maurizio Michela Michele Mirella Nicoletta Nunzia
  Ornella Ottavio Paola Pasquale Patrizia Pierluigi Piero Pietro Pina Pino Raffaele Raffaella Renzo Riccardo Rino Rosalia
  Rosanna Ruggero Sabrina Salvatore Santina Saverio Serafina Sergio Silvana Silvia Simona Stefania Stefano Tiziana Tiziano
  Tommaso Ugo Umberto Valentina Vincenzo Viviana Vito Vittoria Vittorio Luigina Pierpaolo Mariagrazia Tonino Nello
  Adalberto Ademir Adriano Afonso Aline Anselmo Antônio Aparecida Benedita Bernardo Caio Camila Cássia Cauã Célia Cíntia Cleide
  Cleiton Conceição Cristiane Daiane Dalva Davi Denílson Diogo Djalma Edilson Edson Eduarda Elaine Eliane Elisângela Fabiana
  Fábio Fátima Flávia Francisca Gilberto Giovana Gisele Guilherme Gustavo Heitor Helena Henrique Iara Ingrid Iracema Isabela
  Ivone Jair Janaína Jandira João Joaquim Jorge Josefa Joyce Juliana Jussara Karina Larissa Leila Letícia Lívia Luana Luciene
  Luís Luiz Lurdes Marcelo Márcia Márcio Marlene Mariane Matheus Maurício Mayara Milena Moacir Murilo Nádia Natália Neide
  Neusa Nilson Otávio Patrícia Paulo Pedro Priscila Rafaela Raimunda Raimundo Raquel Regiane Reinaldo Renan Renata Roberta
  Rogério Ronaldo Rosângela Rosilene Sandro Sebastiana Silvio Simone Sônia Suely Tânia Tarcísio Tatiane Thaís Thiago Tiago
  Valdir Vanderlei Vânia Vilma Vinícius Vitória Wagner Wanderley Washington Wellington Wesley Yasmin Zilda Beatriz Catarina
  Constança Duarte Filipa Gonçalo Inês Jácome Leonor Lurdes Mafalda Margarida Matilde Nuno Rui Sofia Tomé Vasco Xavier
  Zbigniew Grzegorz Krzysztof Wojciech Wojtek Bartosz Bartłomiej Bartek Tobiasz Błażej Bogumił Bogusław Bolesław Bożena Czesław Dagmara
  Danuta Dariusz Dominika Dorota Edyta Elżbieta Ewa Ewelina Genowefa Gosia Grażyna Halina Henryk Iwona Jacek Jadwiga Janina
  Janusz Jarosław Jerzy Joanna Jolanta Justyna Kamil Katarzyna Kazimierz Kinga Klaudia Krystyna Leszek Lucyna Łucja Łukasz
  Maciej Magda Magdalena Małgorzata Marcin Marek Mariusz Maryla Mateusz Michał Mieczysław Mikołaj Milena Mirosław Monika
  Nikodem Oliwia Oskar Paweł Piotr Przemysław Radosław Renata Ryszard Sebastian Sławomir Stanisław Stanisława Szymon Tadeusz
  Teresa Tomasz Urszula Wacław Waldemar Wanda Weronika Wiesław Wiesława Wiktor Wiktoria Władysław Wioletta Zdzisław Zenon
  Zofia Zuzanna Zygmunt Olek Ola Kasia Basia Aneta Kuba Jakub Antoni Aleksandra
  Alžběta Bohumil Bořivoj Božena Bronislav Dalibor Drahomír Dušan Eliška František Hynek Ivana Jarmila Jaromír Jaroslav
  Jindřich Jiří Jitka Karel Kateřina Květa Ladislav Lenka Libor Libuše Lubomír Luboš Lucie Luděk Ludmila Markéta Marta Matěj
  Michal Milada Milan Miloš Miloslav Miroslav Naďa Oldřich Ondřej Otakar Pavel Pavla Petr Radek Radim Radka Rostislav Růžena
  Šárka Štěpán Štěpánka Tereza Vojtěch Václav Věra Veronika Vladimír Vlasta Vlastimil Vratislav Zdeněk Zdenka Zuzana Blanka
  Jozef Juraj Ľubica Ľudovít Marián Matúš Peter Rastislav Silvia Vladimíra Zuzana Želmíra
  András Anikó Attila Balázs Béla Boglárka Csaba Dezső Dóra Dorottya Edit Emese Endre Enikő Erzsébet Eszter Ferenc Gábor
  Gergely Gergő György Gyula Hajnalka Ibolya Ildikó Ilona Imre István János Jenő József Judit Kálmán Katalin Kristóf
  Krisztián Krisztina Lajos László Levente Márton Mária Mátyás Mihály Miklós Nándor Noémi Orsolya Ottó Pál Péter Piroska
  Réka Rózsa Sándor Szabolcs Szilvia Tamás Tibor Tímea Tünde Vilmos Virág Zoltán Zsófia Zsolt Zsuzsa Zsuzsanna
  Alexandru Alina Anca Andreea Bogdan Camelia Cătălin Cătălina Ciprian Claudiu Codruța Corina Cosmin Costel Cristian Cristina
  Dănuț Dumitru Elena Emil Florentina Florin Gabriela Georgiana Gheorghe Horia Ileana Ioan Ioana Ion Ionel Ionuț Irina Iulia
  Iulian Laurențiu Liliana Liviu Loredana Lucia Lucian Luminița Mădălina Magdalena Marius Mihaela Mihai Mirela Mircea Nicolae
  Nicoleta Octavian Ovidiu Petru Radu Raluca Răzvan Rodica Roxana Ruxandra Sorin Sorina Ștefan Ștefania Tiberiu Traian Tudor
  Vasile Viorel Viorica Vlad Violeta
  Aleksandar Aleksandra Ana Anđela Bojan Bojana Boris Borislav Branislav Branka Branko Darko Davor Dejan Dragan Dragana
  Draženka Dražen Dubravka Duško Goran Gordana Hrvoje Igor Ivan Ivana Ivica Jadranka Jasmina Jasna Jelena Jovan Jovana
  Kristijan Krešimir Ljiljana Ljubica Luka Maja Marija Marijana Marko Mate Matej Milica Miljenko Milorad Miloš Milovan Mirjana
  Mirko Miroslav Mladen Nada Natalija Nebojša Nemanja Nenad Nevena Nikola Ognjen Olivera Petar Predrag Radmila Radovan Ratko
  Sanja Saša Slađana Slavica Slavko Slobodan Snežana Sonja Srđan Stevan Stipe Svetlana Tanja Tatjana Tihomir Tomislav Vedran
  Velimir Vesna Viktorija Vladan Vlado Vuk Zdravko Zlatko Zoran Zorana Željka Željko Živko Boyko Desislava Dimitar Emilia
  Galina Georgi Hristo Iliyana Iva Ivaylo Kalin Krasimir Krasimira Lyubomir Lyudmila Maya Nikolay Ognyan Petya Plamen Radka
  Rositsa Rumen Silviya Snezhana Stanimir Stefka Stoyan Svetoslav Teodora Todor Tsvetan Tsvetelina Valentin Vasil Velichka
  Ventsislav Yana Yordan Zdravka Blerim Arben Agron Ardit Bujar Besnik Dritan Edona Elira Erjon Fatos Flamur Gentian Ilir
  Jeton Kujtim Liridon Luan Mirlind Shpresa Skender Valbona Vjosa Xhevdet
  Aleksandr Aleksei Alexei Anastasia Anatoly Andrei Andrey Anton Arkady Artem Artyom Boris Daria Darya Denis Dmitri Dmitry
  Ekaterina Elizaveta Evgenia Evgeny Evgeniya Fyodor Galina Gennady Grigory Igor Ilya Inna Irina Ivan Katya Kirill Konstantin
  Ksenia Larisa Leonid Lidia Lyubov Lyudmila Maksim Marina Mikhail Mila Nadezhda Natalia Natalya Nikita Nikolai Oksana Oleg
  Olga Pavel Polina Roman Ruslan Semyon Sergei Sergey Slava Sofya Stanislav Stepan Svetlana Taras Tatiana Tatyana Timofey
  Vadim Valentina Valery Varvara Vasily Vera Viktor Viktoria Vitaly Vladimir Vladislav Vsevolod Vyacheslav Yana Yaroslav
  Yekaterina Yelena Yegor Yevgeny Yulia Yuri Yuliya Zhanna Zinaida Bohdan Borys Dmytro Halyna Hanna Ihor Kateryna Kyrylo
  Liudmyla Lyubomyr Maksym Mykhailo Mykola Nadiya Nataliya Oleh Oleksandr Oleksandra Oleksii Olena Olha Orest Ostap Petro
  Roksolana Serhii Serhiy Solomiya Sviatoslav Svitlana Tetiana Tetyana Valeriy Vasyl Viacheslav Viktoriya Vira Volodymyr
  Yaroslava Yevhen Yevheniya Yurii Yuriy Zoryana Aigerim Aizhan Arman Asel Azamat Bakhyt Bolat Dauren Dinara Gulnara Madina
  Nurlan Nursultan Saule Serik Timur Zarina Zhanar Aygul Bekzod Dilnoza Feruza Jasur Nodira Otabek Rustam Sardor Shahnoza
  Andrius Algirdas Arūnas Asta Audronė Aušra Birutė Daiva Dalia Darius Domantas Eglė Gediminas Giedrė Gintaras Ieva Jonas
  Jurgita Justas Kęstutis Kristina Laimutė Lina Linas Mantas Mindaugas Neringa Ona Paulius Ramūnas Rasa Rimantas Rūta Saulius
  Sigita Tomas Vaida Vilma Violeta Vytautas Žilvinas Živilė Agnese Aigars Aija Andris Anita Arvīds Baiba Dace Dainis Edgars Elina
  Gatis Guntis Ilze Imants Inese Ineta Jānis Juris Kaspars Laima Liene Līga Māris Normunds Raimonds Sandra Sanita Santa Uldis Valdis
  Vija Zane Zigmārs Aivar Andrus Anu Arvo Eha Enn Evelin Heli Indrek Jaan Kaja Kalle Kersti Kristjan Külli Liis Liisa Maarja Maire
  Margus Mart Merike Mihkel Piret Priit Raivo Rein Riina Siim Sirje Taavi Tarmo Tiina Tiit Tõnu Toomas Triin Ülle Urmas Veiko
  Aino Aleksi Anneli Antti Arto Eero Eeva Eija Elina Erkki Esa Hannu Harri Heikki Helmi Ilkka Ilona Inka Irma Jaakko Janne Jari
  Jarkko Johanna Jouni Juha Juhani Jukka Jussi Kaarina Kalevi Kari Katri Kirsi Kyllikki Lasse Lauri Leena Lotta Markku Marjatta
  Marjo Matti Merja Mika Mikko Minna Niina Olli Outi Päivi Paavo Pauliina Pekka Pentti Petri Pirjo Pirkko Raija Raimo Reijo
  Riikka Riitta Risto Ritva Saara Sakari Sami Sanna Satu Seija Seppo Sini Sinikka Sirpa Tapani Tapio Tarja Teemu Terhi Terttu
  Timo Toivo Tuija Tuomas Tuula Ulla Väinö Veikko Veli Vesa Ville
  Åsa Åse Agneta Anders Anette Anita Annika Arne Arvid Astrid Åke Bengt Berit Birger Birgitta Björn Bjørn Bo Bodil Börje Britt
  Camilla Christer Dag Egil Einar Eira Eirik Elof Embla Espen Eskil Finn Folke Fredrik Freya Frida Geir Gerd Göran Gösta Gro
  Gunhild Gunilla Gunnar Gunnel Gustav Håkan Håkon Halvard Halvor Hanne Harald Hedda Hege Helge Henning Henrik Hilde Hjalmar
  Idun Ingegerd Inger Ingrid Ingvar Ingvild Ivar Jens Jörgen Jørgen Jøran Johan Jonas Jorunn Jostein Karin Kari Karl Kerstin
  Ketil Kjell Kjersti Kjetil Kjærsti Knut Kristian Kristin Lars Lasse Leif Lena Lennart Lillemor Linnea Linnéa Lisbeth Liv
  Magne Magnhild Magnus Maj Malin Margareta Marit Mats Märta Mette Mikael Mogens Morten Nils Odd Oddvar Ola Olav Ole Olof Oskar
  Ottar Øivind Øystein Øyvind Pål Palle Pär Per Pernilla Pernille Peder Poul Preben Ragnar Ragnhild Randi Rasmus Reidar Reidun
  Rolf Roar Rune Runar Sigbjørn Sigrid Sigurd Signe Siri Siv Sixten Solveig Søren Stein Steinar Stig Stian Sten Sture Sune Svein
  Sverre Synnøve Terje Thomas Thorbjørn Tor Torbjörn Torbjørn Tord Tore Torgeir Torill Torstein Torunn Tove Trond Trine Troels
  Truls Trygve Turid Tyra Ulf Ulla Ulrika Unni Urban Vegard Vidar Vigdis Viggo Yngve Yngvild Aksel Asger Bent Birthe Bjarke Dorthe
  Ebbe Esben Flemming Frede Gitte Hanne Holger Ib Inga Jeppe Jesper Jytte Karen Kirsten Kjeld Lene Lise Mads Maren Mikkel Nanna
  Niels Rikke Sanne Sidsel Sofie Steen Susanne Thorkild Torben Ulrik Vibeke Ágúst Arnar Árni Ásdís Baldur Birna Bjarni Björk
  Bryndís Einar Elín Eyþór Freyr Guðbjörg Guðjón Guðmundur Guðný Guðrún Gunnhildur Halldór Halldóra Helgi Hildur Hrafn
  Hrafnhildur Hulda Inga Jóhann Jóhanna Jón Jónas Katrín Kristinn Kristján Magnús Margrét Ólafur Ólöf Pétur Ragnheiður
  Sigríður Sigurður Sigrún Steinunn Þór Þóra Þórdís Þorsteinn Unnur Valgerður Vigdís
  Abdallah Abdelaziz Abdelkader Abdelrahman Abdul Abdulaziz Abdullahi Abdurrahman Abbas Adel Adnan Ahlam Ahmad Ahmed Aisha
  Aicha Akram Ali Alia Amal Amani Amina Aminah Amine Amir Amira Ammar Anas Anwar Arwa Asma Asmaa Ayman Aymen Aya Ayoub Aziz
  Aziza Badr Bashar Bashir Basim Basma Bilal Boutros Bushra Dalal Dana Dina Driss Dunya Eman Fadi Fahad Fahd Faisal Faiza Fadel
  Farah Farhan Farid Farida Faris Farouk Fatema Fatima Fatma Fayez Faysal Firas Fouad Ghada Ghassan Habib Hadeel Hafsa Haidar Haifa
  Hala Hamad Hamid Hamza Hana Hanan Hani Haroun Hasan Hassan Hatem Haya Hayat Haytham Heba Hicham Hind Hisham Houda Huda
  Husam Hussain Hussein Ibrahim Idris Ikram Iman Imane Imran Inas Intisar Ismail Issa Jaber Jafar Jamal Jamila Jawad Jihad Joumana
  Kamal Kareem Karim Karima Kawthar Khadija Khaled Khalid Khalil Khawla Laila Lamia Latifa Layla Leila Lina Loubna Lubna
  Mahmoud Maha Mahdi Majd Majid Malak Malek Manal Mansour Mariam Marwa Marwan Maryam Mazen Mehdi Mohamad Mohamed Mohammad
  Mohammed Mona Mouna Mounir Muhammad Muhammed Munir Musa Mustafa Mustapha Nabil Nada Nadia Nadine Naima Najat Najib Najla Nasser
  Nasreen Nawal Nayef Nizar Noor Noura Nour Omar Omayma Osama Othman Ousmane Qasim Rabia Rachid Raed Rafiq Raghad Rahma Raja Rami
  Rana Rania Rasha Rashid Reem Rida Rima Riyad Rola Ruba Saad Sabah Saeed Safa Safaa Safiya Sahar Said Saif Salah Salem Salim
  Salma Salman Samar Samer Sami Samia Samir Samira Sana Sara Sarah Saud Sawsan Sayed Shadi Shahd Shahid Shaima Shatha Shireen Siham
  Soraya Souad Sufyan Suha Suhail Sulaiman Suleiman Taha Tahir Talal Tareq Tariq Tarek Thamer Turki Umar Usama Waleed Walid Wafa
  Wael Widad Wissam Yahya Yaqub Yasin Yasir Yasmin Yasmine Yasser Yassine Younes Younis Yousef Youssef Yusuf Zahra Zaid Zain Zainab
  Zakaria Zaki Zaynab Zeinab Ziad Zineb Zubair Abolfazl Amirhossein Arash Ardeshir Azadeh Azar Bahar Bahman Behnam Behrouz Dariush
  Elaheh Elham Farhad Fariba Farnaz Farzad Farzaneh Fereshteh Ghazal Golnaz Hamidreza Hooman Hossein Kamran Kaveh Keyvan Khosrow
  Ladan Leyla Mahnaz Mahsa Maryam Masoud Mehran Mehrdad Mina Mitra Mohsen Mojtaba Morteza Narges Nasrin Nazanin Niloufar Niloofar
  Omid Parisa Parvin Parviz Payam Pegah Reza Roya Sahar Saman Sepideh Shahram Shahrzad Shirin Siamak Simin Soheil Taraneh Yalda
  Zahra Ahmet Akın Alper Arda Asuman Aslı Atilla Ayhan Aykut Aylin Ayşe Ayşegül Aynur Aysel Barış Bahadır Begüm Berk Berkay Betül
  Beyza Bilge Buğra Burak Burcu Bülent Can Cansu Caner Canan Cem Cemal Cemil Ceren Cihan Çağla Çağlar Çiğdem Damla Derya Deniz Didem
  Dilara Doğan Ebru Ece Eda Elif Emel Emine Emrah Emre Engin Ercan Erdem Erdoğan Eren Erhan Erkan Erol Esin Esra Fadime Faruk Fatih
  Fatoş Ferhat Fikret Filiz Furkan Gamze Gizem Gökhan Gökçe Gül Gülay Gülcan Gülsüm Gülşen Güneş Güven Hakan Halil Halime Handan Hande
  Hasan Hatice Havva Hayriye Hilal Hülya Hüseyin İbrahim İlhan İlker İpek İrem İsmail Kadir Kadriye Kemal Kerem Kübra Levent Leyla
  Mehmet Melek Melike Meltem Meral Mert Merve Meryem Mesut Metin Mine Muhammet Murat Musa Mustafa Müge Nazan Nazlı Necla Nermin Neslihan
  Nesrin Nihat Nilay Nilgün Nuray Nurcan Nuri Nurten Oğuz Okan Onur Orhan Osman Ozan Özcan Özge Özgür Özlem Pelin Pınar Ramazan Recep
  Rıza Sabri Salih Seda Sedat Selçuk Selim Selin Semih Semra Serap Sercan Serdar Serhat Serkan Serpil Sevda Sevgi Sevil Sibel Sinan Sinem
  Songül Suat Süleyman Şebnem Şeyma Şükran Şule Tarık Tayfun Tolga Tuğba Tuncay Turgut Tülay Ufuk Uğur Umut Ümit Vedat Veli Volkan Yağmur
  Yakup Yasemin Yaşar Yavuz Yiğit Yıldız Yılmaz Yunus Zafer Zehra Zekeriya Zerrin Zeynep
  Aarav Aarti Abhay Abhijit Abhinav Abhishek Aditi Aditya Ajay Ajit Akanksha Akash Akhil Akshay Alka Alok Aman Amar Amit Amita Amol
  Amrita Amrit Anand Ananya Aniket Anil Anirudh Anita Anjali Anjana Ankit Ankita Ankur Anmol Anshul Anu Anuj Anupam Anuradha Anurag
  Anushka Aparna Apoorva Archana Arjun Arpita Arun Aruna Arvind Asha Ashish Ashok Ashutosh Ashwin Ashwini Atul Avinash Ayush Babita
  Balaji Balakrishna Bharat Bharati Bhaskar Bhavana Bhavesh Bhavna Bhushan Bindu Brijesh Chandan Chandra Chandrasekhar Charu Chetan
  Chitra Darshan Deepa Deepak Deepali Deepika Devendra Devika Dhananjay Dhanush Dharmendra Dhruv Dilip Dinesh Divya Ekta Ganesh Gaurav
  Gauri Gautam Gayatri Geeta Geetha Girish Gita Gokul Gopal Gopi Govind Gurpreet Gurdeep Gurmeet Hardik Hari Harish Harjit Harpreet Harsh
  Harsha Harshad Hema Hemant Himanshu Hitesh Indira Indra Ishaan Ishita Jagdish Jagjit Janaki Jasbir Jaspreet Jatin Jaya Jayant Jayanti
  Jayesh Jaywant Jignesh Jitendra Jyoti Jyotsna Kabir Kailash Kajal Kalpana Kalyani Kamal Kamala Kamlesh Kanchan Kapil Karan Karthik Kartik
  Karuna Kaushal Kaustubh Kavita Kavitha Kedar Keerthi Keshav Ketan Kiran Kirti Kishore Komal Krishna Krishnan Kritika Kuldeep Kumar Kunal
  Kusum Lakshman Lakshmi Lalit Lalita Lata Latha Laxmi Leela Lokesh Madhav Madhavi Madhu Madhukar Madhur Madhuri Mahendra Mahesh Malati
  Malini Mamta Manasi Mandeep Manish Manisha Manjeet Manju Manjula Manoj Mansi Meena Meenakshi Meera Megha Meghna Milind Mitali Mohan Mohini
  Mohit Mridula Mukesh Mukta Murali Nagesh Nalini Naman Namita Namrata Nandini Nandita Narayan Narayanan Narendra Naresh Natasha Naveen
  Navdeep Navneet Neelam Neeraj Neeta Neha Nidhi Nikhil Nikita Nilesh Nilima Nimisha Niraj Niranjan Nirmal Nirmala Nisha Nishant Nitesh
  Nithya Nitin Niti Padma Padmini Pallavi Pankaj Paras Parag Parikshit Parminder Parul Parvati Payal Pooja Poonam Prabha Prabhakar Prabhat
  Prachi Pradeep Pradip Pragya Prakash Prakriti Pramod Pranav Pranay Prasad Prasanna Prashant Pratibha Pratik Praveen Preeti Prerna Prithvi
  Priti Priya Priyanka Puja Puneet Purnima Purushottam Pushpa Rachana Radha Radhika Raghav Raghu Rahul Raj Raja Rajan Rajani Rajat Rajeev
  Rajendra Rajesh Rajeshwari Rajinder Rajiv Rajkumar Rajni Raju Rakesh Rakhi Ram Rama Ramachandran Raman Ramesh Ramya Ranbir Ranjan Ranjana
  Ranjit Rashmi Ravi Ravindra Reena Rekha Renu Renuka Reshma Revathi Richa Ridhi Rishi Ritesh Ritika Ritu Rohan Rohini Rohit Ruchi Rupa Rupal
  Rupali Rupesh Sachin Sadhana Sagar Sahil Sailesh Samarth Sameer Sandeep Sandhya Sangeeta Sangita Sanjana Sanjay Sanjeev Sanjiv Sanket
  Santosh Sapna Saranya Sarita Saroj Sashi Satish Satya Satyam Saurabh Savita Seema Shabana Shailaja Shailendra Shailesh Shalini Shankar
  Shantanu Shanti Sharad Sharmila Shashank Shashi Sheetal Shekhar Shilpa Shirish Shiv Shiva Shivam Shivani Shobha Shraddha Shreya Shruti
  Shubham Shubha Shweta Shyam Siddharth Simran Smita Smriti Sneha Snehal Sonal Sonali Sonam Soumya Sowmya Sreedhar Sridhar Srikanth Srinivas
  Srinivasan Subhash Subramaniam Subramanian Sucheta Sudarshan Sudha Sudhir Suhas Sujata Sujatha Sukhdev Sukhwinder Suman Sumit Sumitra Sunanda
  Sunil Sunita Suraj Surbhi Surendra Suresh Surya Sushant Sushil Sushila Sushma Suvarna Swapna Swapnil Swati Tanmay Tanuja Tanushree Tanvi Tara
  Tarun Tejas Tushar Uday Uma Umesh Urmila Usha Utkarsh Uttam Vaibhav Vaishali Vaishnavi Vandana Vani Varsha Varun Vasant Vasanthi Vasudha Veena
  Vidya Vijay Vijaya Vikas Vikash Vikram Vikrant Vimal Vimala Vinay Vinayak Vineet Vineeta Vinita Vinod Vipin Vipul Viral Virendra Vishal
  Vishnu Vishwanath Vivek Yamini Yash Yashwant Yogesh Yogita Zoya Asif Ayesha Bilquis Farzana Fauzia Iftikhar Ijaz Imtiaz Irfan Javed Kausar
  Mehwish Mohsin Mubashir Nadeem Naeem Nasir Nazia Parveen Rabia Rehana Rizwan Rubina Rukhsana Saima Sajid Salman Shabnam Shafiq Shahbaz
  Shahida Shahnaz Shakeel Shazia Tahira Tanveer Tasneem Usman Waqar Wasim Yasir Zafar Zahid Zeeshan Anwar Azizul Farhana Habibur Jahanara
  Kamrul Mizanur Mahfuz Nazrul Rafiqul Rokeya Sabina Shafiqul Shahidul Shamima Sharmin Taslima Chamari Chaminda Dilshan Kusal Lasantha
  Mahinda Nuwan Roshan Ruwan Sanath Sunethra Thilini Upul Bishnu Bimala Dipendra Gyanendra Kamala Pasang Pemba Prabin Sabin Tenzin Tsering
  Akihiko Akihiro Akiko Akio Akira Akemi Asuka Atsuko Atsushi Aya Ayaka Ayako Ayame Ayano Ayumi Chie Chieko Chihiro Chiyo Daichi Daigo Daiki
  Daisuke Eiji Eiko Emi Emiko Eri Fumiko Fumio Gorō Hajime Hana Hanae Haruka Haruki Haruko Haruto Hayato Hideaki Hideki Hideo Hideto Hikari
  Hikaru Hinata Hina Hiro Hiroaki Hiroki Hiroko Hiromi Hiroshi Hiroto Hiroyuki Hisako Hisashi Hitomi Hitoshi Honoka Ichiro Isamu Itsuki Izumi
  Jiro Jun Junichi Junko Kaede Kana Kanako Kaori Kaoru Kasumi Katsumi Katsuo Kazuhiro Kazuki Kazuko Kazumi Kazuo Kazuya Kei Keigo Keiichi Keiji
  Keiko Keisuke Keita Kenichi Kenji Kenta Kento Kiyoshi Kohei Koichi Koji Kosuke Kota Kouki Kumiko Kunio Kyoko Mai Maiko Maki Makiko Makoto Mamoru
  Mariko Masaaki Masahiro Masaki Masako Masami Masanori Masao Masaru Masashi Masato Masaya Mayu Mayuko Mayumi Megumi Michiko Michio Midori Mieko
  Miho Mika Miki Minako Minoru Misaki Mitsuko Mitsuo Mitsuru Miyako Miyu Miyuki Mizuki Momoka Nana Nanami Naoki Naoko Naomi Naoto Natsuki Natsumi
  Noboru Nobuhiro Nobuko Nobuo Nobuyuki Noriko Norio Osamu Reiko Rena Rieko Rika Riko Rin Rina Ryo Ryoko Ryosuke Ryota Ryu Ryuichi Ryuji Sachiko
  Saki Sakura Satoko Satomi Satoru Satoshi Sayaka Sayuri Seiji Setsuko Shigeo Shigeru Shin Shinichi Shinji Shinobu Shizuka Shizuko Shiori Sho
  Shohei Shoichi Shota Shouta Shuichi Shun Shunsuke Sora Susumu Tadashi Taichi Taiki Takahiro Takako Takao Takashi Takayuki Takeo Takeru Takeshi
  Takuma Takumi Takuya Tamiko Taro Tatsuya Tatsuo Tetsuo Tetsuya Tomoe Tomohiro Tomoka Tomoki Tomoko Tomomi Tomoya Toru Toshi Toshiaki Toshiko
  Toshio Toshiyuki Tsubasa Tsutomu Tsuyoshi Wakana Wataru Yasuko Yasuo Yasuhiro Yoichi Yoko Yoshi Yoshiaki Yoshie Yoshihiro Yoshiko Yoshio Yoshito
  Yosuke Yota Yui Yuichi Yuka Yukari Yuki Yukiko Yukio Yuko Yuma Yumi Yumiko Yuriko Yusuke Yuta Yutaka Yuto Yuuki Yuzuki
  Areum Bora Byung Chaeyoung Chul Daehyun Dongwoo Donghyun Eunhye Eunji Eunjung Eunkyung Eunwoo Gaeul Gyuri Haneul Hanna Hayoon Heejin Heesun Hyeji
  Hyejin Hyerin Hyun Hyunjin Hyunjoo Hyunwoo Inho Insook Jaehyun Jaemin Jaewon Jaeyoung Jihoon Jihye Jimin Jinho Jinwoo Jisoo Jisun Jiwon Jiyeon Jiyoung
  Jongmin Junho Junseo Kwang Kyung Kyungsoo Mijin Minho Minji Minjun Minkyung Minseo Minsoo Misook Myung Nari Sangho Sangmin Seojun Seojin Seokjin Seonghun
  Seoyeon Seulgi Seungmin Seunghyun Soojin Sooyoung Sunghoon Sungmin Sunhee Sunyoung Taehyung Wonjun Yeji Yejin Yeonjun Yerin Yongsun Yoojin Yoona Youngho
  Youngja Youngjae Youngmi Yujin Yuna
  Aiguo Baozhai Bingwen Bowen Chaoxiang Chenguang Chenxi Chunhua Daiyu Dandan Dongmei Fenfang Guang Guangming Guanting Guiying Guowei Guozhi Haitao Haiyan
  Haoran Haoyu Honghui Hongmei Huiling Huifang Jiahao Jiahui Jialing Jianguo Jianhua Jianjun Jianming Jiaqi Jiaxin Jiayi Jiaying Jingjing Jingyi Jinhai Jinjing
  Junjie Juan Lanying Lijuan Liling Liming Linlin Liping Lihua Lixin Liying Longwei Meifeng Meihui Meiling Meilin Meixiang Mingli Mingyu Peiyu Pengfei Qiang Qiaolian
  Qingling Qiuyue Renshu Ruolan Ruoxi Ruyi Shanshan Shaoqing Shihong Shufen Shuang Shuchun Shuyi Sicong Tingting Weidong Weihua Weimin Weiming Wenhua Wenjing
  Wenjie Wenqi Xiaobo Xiaodong Xiaofeng Xiaohong Xiaohui Xiaojun Xiaoli Xiaoling Xiaolong Xiaomei Xiaoming Xiaoping Xiaowei Xiaoyan Xiaoyu Xinyi Xinyu Xiulan Xiuying
  Xuefeng Xueqin Yanfei Yanhong Yanling Yanyan Yawen Yichen Yifan Yihan Yingjie Yingying Yiming Yongjian Yongqiang Yuanyuan Yuchen Yuhan Yulan Yuming Yunfei
  Yutong Yuxi Yuxin Zhaohui Zhenyu Zhigang Zhihao Zhiqiang Zhiwei Zhiyuan Zhonghua Zihan Zixuan Ziyi Zhihui Kaiming Kwok Siu Wai Wing Tak Yuet Mei Suet
  Ánh Bảo Bích Bình Châu Chi Cường Diệp Diệu Dũng Duy Đạt Đức Giang Hà Hải Hằng Hạnh Hiền Hiếu Hòa Hoa Hoàng Hồng Huệ Hùng Hưng Hương Hường Huy Huyền Khánh
  Khoa Khôi Kiên Kim Lan Liên Linh Loan Long Mai Minh Ngân Nga Ngọc Nguyệt Nhi Nhung Oanh Phong Phúc Phương Phượng Quân Quang Quốc Quyên Quỳnh Sơn Tâm Tân Thanh
  Thắng Thảo Thành Thịnh Thoa Thơm Thu Thư Thúy Thuỷ Thùy Tiến Toàn Trang Trí Trinh Trung Tú Tuấn Tuyết Uyên Vân Việt Vinh Xuân Yến
  Abimbola Abiodun Abiola Adaeze Adanna Adebayo Adebisi Adedayo Adeola Adewale Adunni Afolabi Aisha Akinyi Amaka Amara Amarachi Anuoluwapo Ayodele Ayomide Babajide
  Babatunde Bamidele Blessing Bolanle Bukola Chiamaka Chibuike Chibuzo Chidi Chidinma Chidubem Chiemeka Chijioke Chika Chike Chima Chimamanda Chinaza Chinedu Chinelo
  Chinenye Chinonso Chinwe Chioma Chisom Chizoba Chuka Chukwudi Chukwuemeka Chukwuma Damilola Danjuma Dapo Ebele Ebere Efe Ejike Ekene Emeka Emenike Enitan Ese Eze
  Femi Folake Folasade Funke Funmilayo Gbenga Halima Hauwa Ibukun Ifeanyi Ifeoma Ifunanya Ige Ike Ikechukwu Ikenna Iyabo Jide Jumoke Kelechi Kemi Kenechukwu Kolawole
  Kunle Lekan Mobolaji Modupe Muyiwa Ngozi Nkechi Nkem Nkiruka Nnamdi Nneka Nnenna Nwachukwu Obi Obinna Obioma Ogechi Okechukwu Okon Olabisi Oladipo Olamide Olanrewaju
  Olatunji Olufemi Olumide Olusegun Oluwadamilola Oluwaseun Oluwaseyi Oluwatobi Omolara Omotola Onyeka Onyinye Osagie Osas Oyinkansola Patience Pelumi Rotimi Sade
  Segun Seun Seyi Simisola Sola Taiwo Temitope Titilayo Tobi Tobechukwu Tokunbo Tolu Tolulope Tope Tunde Uche Uchenna Ugochi Ugochukwu Uju Wale Yakubu Yemi Yetunde
  Yinka Zainab Abena Adjoa Adwoa Afia Afua Akosua Akua Akwasi Ama Araba Baaba Efua Ekow Esi Fiifi Kobina Kofi Kojo Kuuku Kwabena Kwadwo Kwaku Kwame Kwasi Kweku Kwesi
  Maame Nana Yaa Yaw Achieng Adhiambo Akinyi Apiyo Atieno Auma Awino Barasa Cheptoo Chebet Cherono Chepkoech Jepkosgei Jepkemboi Juma Kamau Kariuki Kibet Kimani
  Kipchoge Kiplagat Kiprono Kiprop Kipkemboi Macharia Maina Makena Mugo Muthoni Mutua Mwende Mwikali Nafula Naliaka Ndung'u Njambi Njeri Njoki Njoroge Nyambura
  Nyawira Nyokabi Ochieng Odhiambo Okello Omondi Opiyo Otieno Ouma Owino Waceera Wafula Waithera Wairimu Wambui Wangari Wangui Wanjala Wanjiku Wanjiru Waweru
  Asha Baraka Bahati Halima Hamisi Jumanne Kassim Mwajuma Mwanaisha Neema Rehema Salum Subira Tatu Zawadi Zuhura Abebe Alemayehu Alemu Almaz Amanuel Assefa Aster
  Bekele Berhane Birtukan Dawit Dereje Eleni Eyerusalem Fikru Genet Getachew Girma Haile Hanna Haymanot Hirut Kebede Lemlem Mekdes Mekonnen Meseret Mulugeta Selam
  Selamawit Senait Sisay Tadesse Tekle Tesfaye Tigist Tsegaye Tsehay Worku Yohannes Yonas Zelalem Zewdu Abdi Abdirahman Ayaan Deqa Fadumo Hodan Ifrah Khadra Nimo Sagal
  Sahra Warsame Amadou Aminata Assane Awa Babacar Bakary Bintou Boubacar Cheikh Cheick Demba Djeneba Djibril Fanta Fatou Fatoumata Hawa Ibrahima Idrissa Issouf Kadiatou
  Khady Lamine Maimouna Mamadou Mame Mariama Mariam Modou Moussa Ndeye Oumar Oumou Ousmane Pape Ramatoulaye Rokhaya Salif Seydou Sekou Souleymane Yacouba Youssouf
  Andile Anele Ayanda Bheki Bongani Busisiwe Buhle Dumisani Fikile Khanyi Khaya Khethiwe Kagiso Keabetswe Katlego Lebo Lebohang Lerato Lesedi Lindani Lindiwe Lungile
  Lwazi Mandla Mandisa Mpho Musa Naledi Ndumiso Neo Nkosana Nkosinathi Nolwazi Nomfundo Nomsa Nomvula Nomthandazo Nompumelelo Nonhlanhla Ntombi Ntombizodwa Ntsako Palesa
  Phindile Phumzile Puleng Refilwe Reneilwe Sanele Sibongile Sibusiso Simphiwe Sipho Siphokazi Siyabonga Siyanda Sizwe Sifiso Thabang Thabiso Thabo Thandi Thandiwe
  Thandeka Thembeka Themba Thembi Themba Tebogo Tsepo Tshepo Tumelo Unathi Vusi Vuyani Vuyo Xolani Yonela Zandile Zanele Zinhle Zodwa Zola Blessed Chenai Chipo Farai
  Fungai Kudakwashe Kudzai Munashe Nyasha Nyarai Panashe Rudo Rumbidzai Rutendo Ruvimbo Simba Tadiwa Tafadzwa Takudzwa Tapiwa Tatenda Tawanda Tendai Thulani Tinashe
  Tinotenda Tonderai Vimbai Chanda Chilufya Mulenga Mutale Mwamba Mwila Thokozani Chikondi Kondwani Limbani Mphatso Tamanda Yamikani Jean-Claude Dieudonné Kabila Mutombo
  Aung Hla Htet Khin Kyaw Moe Mya Nanda Phyu Sandar Sein Soe Su Thant Thein Thida Thiha Tin Tun Win Yadanar Zaw Zin Achara Anong Anan Apinya Arthit Boonmee Chai Chaiyo
  Chalerm Chanchai Dao Decha Kamon Kanya Kittisak Kulap Mali Malee Manee Nattapong Narong Niran Nonglak Panya Pensri Phichai Pichai Pimchanok Ploy Prasert Preecha Ratana
  Rattana Sakchai Siriporn Sirikit Somboon Somchai Somkiat Sompong Somsak Somying Suchada Sukhon Sunisa Supachai Surasak Tanawat Thaksin Thanakorn Thawan Waew Wanchai
  Wichai Wipawee Agus Andi Arif Ayu Bambang Bayu Budi Cahya Citra Dewi Dian Dimas Dwi Eka Eko Endang Fajar Fitri Galih Hadi Hendra Heru Indah Indra Intan Irwan Joko Kartika
  Ketut Komang Lestari Made Maya Megawati Mulyono Nengah Ningsih Nur Nurhayati Nyoman Purnomo Putri Putu Rahmat Ratna Rini Rizki Rudi Sari Setiawan Siti Slamet Sri Suharto
  Sukarno Sulastri Suparman Surya Susanti Susilo Sutrisno Taufik Teguh Tri Tuti Utami Wahyu Wati Wawan Wayan Widodo Wulan Yanti Yudi Yuliana Aishah Aziz Azizah Azlan Azman Faridah
  Faizal Hafiz Haslinda Ismail Izzati Kamariah Khairul Mahathir Nazri Noraini Norazlina Norhayati Nurul Razak Rosli Rosnah Rohana Shahrul Sharifah Syafiq Syed Zaiton Zulkifli
  Amihan Bayani Bituin Dalisay Danilo Divina Dodong Erlinda Evangeline Ferdinand Imelda Jejomar Jericho Jomar Jovelyn Jun Ligaya Lilibeth Luzviminda Maricel Marites Marivic
  Mayumi Nenita Nestor Normita Renato Reynaldo Rodel Rogelio Romulo Rosalinda Rowena Tala Teresita Virgilio
  Aharon Amit Amnon Anat Ariel Asaf Assaf Avi Avigail Aviva Avraham Ayelet Baruch Batya Benjamin Benzion Boaz Chaim Chana Chava Dafna Dov Dvora Efrat Eitan Elad Eliahu Eliezer
  Erez Eyal Ezra Galit Gershon Gidon Gil Gilad Guy Hadas Hadar Hadassah Hagit Idan Ido Ilan Ilana Inbal Irit Itai Itamar Itzhak Keren Lior Liora Meir Menachem Michal Mordechai
  Moshe Nadav Naftali Neta Nir Nira Nitzan Noa Noam Nurit Oded Ofer Ofra Ohad Omri Oren Orit Orly Osnat Pinchas Rachel Rivka Ron Ronen Ronit Rotem Roni Sagi Shai Shalom Shani
  Sharon Shimon Shira Shlomi Shlomit Shlomo Shmuel Shoshana Shulamit Sigal Tal Tali Talia Tamar Tamir Tomer Tova Tzipora Tzvi Uri Uriel Vered Yaakov Yael Yair Yakov Yankel
  Yaron Yehuda Yehudit Yigal Yitzhak Yoav Yochanan Yona Yonatan Yosef Yossi Yuval Zalman Ze'ev Zohar Zvi Aram Anahit Ani Ara Araksi Arax Armen Arpine Artak Artur Ashot Astghik
  Davit Gagik Garik Gayane Gevorg Gohar Grigor Hakob Hasmik Hayk Hovhannes Hrachya Karen Karine Levon Lilit Lusine Mariam Mher Mkrtich Narek Narine Nune Rafik Ruben Ruzanna
  Samvel Sargis Satenik Siranush Sirvard Suren Susanna Tatevik Tigran Vahan Vahe Vardan Varduhi Vazgen Zara Zaruhi Avtandil Bidzina Ekaterine Gia Giorgi Gocha Guram Irakli
  Ketevan Keti Khatia Lasha Levan Maia Mamuka Manana Merab Mikheil Nana Nanuli Natia Nika Nikoloz Nino Nona Otar Rusudan Salome Shalva Shota Sopho Tamar Tamta Tea Temur
  Tengiz Vakhtang Zaza Zurab Aphrodite Anastasios Andreas Angeliki Anna Antonis Apostolos Areti Aristides Athanasios Charalampos Christos Chrysoula Despina Dimitra Dimitrios Dimitris
  Efthymia Eirini Ektoras Eleftheria Eleftherios Eleni Elias Evangelia Evangelos Fotini Georgia Georgios Giannis Ioanna Ioannis Iordanis Kalliope Katerina Konstantina Konstantinos
  Kostas Kyriaki Kyriakos Lefteris Manolis Maria Marios Michalis Nektarios Nikolaos Nikos Panagiota Panagiotis Panos Paraskevi Pavlos Petros Polyxeni Savvas Sofia Sotiris Spyridon
  Spyros Stavros Stavroula Stelios Stella Stratos Styliani Takis Thanasis Themistoklis Theodoros Thomas Triantafyllos Vangelis Vasiliki Vasilios Vassilis Yannis Yiannis Zoi
  Ahorangi Anahera Ariki Aroha Hēmi Hine Hinemoa Hohepa Hone Kahu Kahurangi Kiri Mahina Manaia Marama Mere Mereana Ngaio Ngaire Nikau Pania Piripi Rangi Rawiri Rewi Tama Tamati Tane
  Tangaroa Tiaki Tui Wiremu Akamu Ailani Alana Alika Haunani Iolana Ikaika Kahele Kai Kaimana Kainalu Kalani Kalea Kamaka Kanoa Kapono Kawika Keala Kealoha Keanu Kekoa Keoni Keahi
  Kimo Koa Lani Lehua Leilani Lokelani Mahealani Makana Makoa Malia Mele Moana Nalani Nohea Noelani Pualani Uilani Alofa Fetu Lupe Malakai Manu Mele Mosese Peni Salote Semisi Seini
  Sina Sione Tasi Tevita Viliami Vaea
  Illari Inti Killa Nayra Qori Sami Sayri Suyana Tupaq Wayra Aymara Nahuel Lautaro Millaray Rayén Ailén Amaru Nahuatl Yatzil Tlaloc Yaxkin Iktan
  Jules Hettie Hattie Effie Essie Nettie Lottie Dottie Tillie Millie Mattie Maisie Elsie Nell Nellie Fern Ione Iva Zelda Zora Opal Mabel Myrtle Hester Prudence Temperance Constance
  Priscilla Lucinda Lavinia Marjorie Muriel Mildred Maude Maud Ethel Edith Enid Doreen Noreen Maureen Eunice Bernice Bernadette Clarice Cordelia Dorothea Eudora Eulalia Euphemia Eloise
  Genevieve Georgiana Harriet Henrietta Honora Isadora Josephine Leonora Loretta Louella Lucretia Luella Magnolia Marcella Marguerite Melvina Millicent Minerva Nanette Octavia
  Odessa Ottoline Rosalind Rosalie Rowena Theodora Thelma Ursula Velma Verna Wilhelmina Wilma Winona Zenobia Clifford Clyde Cleveland Claudius Clement Chester Cecil Byron
  Augustus Archibald Ambrose Alphonse Alonzo Alden Aldous Elwood Elmer Emmett Ephraim Erasmus Ernest Ervin Eugene Everett Ezra Festus Floyd Garfield Gaylord Gus Hal Hank Hiram Homer Horace
  Hubert Irving Isaiah Jedidiah Jethro Josiah Lemuel Lester Lowell Luther Marlon Marvin Melvin Mervyn Merle Milton Myron Nathaniel Norbert Norris Orville Orson Oswald Otis Percival Percy
  Phineas Prescott Quincy Reginald Reuben Roscoe Rufus Rupert Salvatore Seth Seymour Sherman Sheldon Silas Solomon Stanley Stuart Sylvester Thelonious Tobias Vernon Virgil
  Wallace Warren Wendell Wilbert Wilbur Wilfred Willard Winston Woodrow Zachary Zebulon Brayden Jayden Kayden Hayden Aiden Caden Braxton Brantley Bentley Kingston Easton Weston Colton Colten
  Kolton Bryson Jaxon Jaxson Jace Kaylee Kaylee Kayleigh Kylee Kyleigh Kinsley Paisley Harlow Finley Emersyn Addison Addyson Adalyn Adelyn Brynlee Brynn Braelynn Everleigh Oaklynn
  Raelynn Jaelynn Rylee Ryleigh Skylar Teagan Tenley Tinsley Zayden Zaiden Becca Nicki Nikki Vicki Vikki Trish Trixie Tricia Debs Shelly Shelley Suzie Suzy Sal Lindsay Lindsey Lyndsey
  Kirstie Kirsty Kelsey Jodie Jody Jacqui Jackie Gemma Carly Carley Chelsea Chantelle Charlene Cheryl Bex Bev Ange Abby Abbie Ollie Olly Dougie Baz Gaz Dom Raj Stu Stevie Shaz Mikey
  Marcus Malc Lenny Kev Jez Jonno Jamie Gav Geoff Fred Freddie Ed Eddie Des Deano Davey Dave Danny Craig Colin Clive Chaz Bernie Barry Archie Alfie Alfie Reggie Ronnie Theo Vinnie Vince Zac Zak
  Xiomara Harumi Kaito Saburo Yasushi Haruo Mikio Iwao Kenjirou Yumika Takahito Keijo Jouko Urho Esko Kauko Tauno Aarne
  Ahti Niilo Oiva Taisto Vilho Eemeli Eila Hilkka Kerttu Lyyli Raili Sirkka Tyyne Vappu Vuokko Kaisa Hallgerður
  Unnsteinn Þórólfur Þorbjörg Ingibjörg Hallgrímur Gunnlaugur Þórður Snorri Sturla Ketill Auður Svanhildur Áslaug Hafdís
  Mieszko Julitta Benedykta Bronisława Kazimiera Mirosława Zdzisława Leokadia Bogumiła Zbyszek Staszek Eryk Jagoda
  Geraldino Gregorina Hugolina Otila Guiomar Arquímedes Linneo Melquíades Maricela Yorleny Facundo Aylén Nayara Ayelén
  Jeison Jhonatan Deyanira Yahir Osmar Wilfrido Nepomuceno Crescencio Eduviges Herlinda Hermelinda Hagos Meron Hiwot
  Tsion Birhanu Mesfin Asefa Teklu Yared Eyob Natnael Azeb Oluchi Somto Zikora Garba Danladi Rakiya Ebo Jelagat Tumaini
  Upendo Karabo Mthuli Aadhya Diya Kavya Navya Riya Arnav Prateek Harish Paresh Shanthi Malathi Murugan Senthil Selvam
  Arumugam Muthu Ravindran Sivakumar Ramakrishna Manpreet Amarjit Baljit Balwinder Hardeep Satnam Debashish Subrata
  Sourav Anirban Biswajit Indranil Kaushik Partha Prosenjit Sandip Sumantra Moumita Sutapa Paromita Rituparna Bidisha
  Hieu Ngoc Quynh Tuyet Rizky Arief Andika Suryani Kadek Anucha Apichat Chaiwat Prayut Sakda Suchart Wirat Supaporn
  Suwanna Wanida Yingluck Kannika Nattaya Orawan Pornthip Behzad Bijan Ebrahim Esfandiar Fereydoun Hooshang Houshang
  Jahangir Peyman Pouya Ramin Sepehr Shahin Siavash Yaser Atefeh Forough Haleh Jaleh Laleh Mahin Mehrnaz Mojgan Sanaz
  Setareh Shahla Yasaman Ziba Mishal Nawaf Yazeed Jawaher Moudi Munira Nouf Bassam Hussam Suhad Mostafa Yehia Doaa
  Nermeen Reham Shaimaa Iqra Faizan Junaid Kashif Naveed Shahid Shoaib Waqas Sadia Sumaira Uzma Nilüfer Cengiz Giorgos
  Aristea Klavdiya Innokenty Matvey Andriy Nazar Pavlo Khrystyna Aigul Ainur Yerlan Daulet Askar Farrukh Ulugbek Zulfiya
  Khasanbek Tamerlan Tivadar Csilla Gyöngyi Magdolna Szebasztián Audrius Žydrūnas Edvardas Egidijus Giedrius Laimonas
  Ričardas Rolandas Virginijus Danutė Gintarė Milda Vilija Aivars Ivars Viesturs Evija Kalev Lembit Leelo Maarika Virve
  Trayvon Shaquille Breonna Latasha Kaiden Adalynn Addisyn Harlee Jaylee Nevaeh Taelyn Darragh Aisling Bronagh Mhairi
  Siân Angharad Odalys Yusleidy Yanet Yadier Yunior Raidel Leidy Yesica Jhoselyn Rosmery Stiven Estiven Maicol Yeferson
  Deivid Vojislav Jesenko Neža Estrid Oline Frederikke Frode Odvar Roald Snorre Åsmund Bjørg Borghild Eldbjørg Grethe
  Gunvor Ingebjørg Torhild Wenche Åshild Lærke Somporn Bisi Riku Majed Sombat Þórbergur Selam
`);

export const moreFamilyNames = words(`
  Achebe Adebayo Adegoke Adeleke Adeniyi Adesanya Adeyemi Adichie Agbaje Akande Akintola Akinwande Alabi Aluko Anyanwu Awolowo Ayodele Azikiwe Babangida Balogun Bankole Chukwu Dangote
  Ekwueme Ezekwesili Falana Fashola Gbadamosi Ibekwe Igwe Iheanacho Ikpeazu Iwu Madueke Mbah Nwankwo Nwosu Nwachukwu Obaseki Obasanjo Odukoya Ogbonna Ogunbanjo Ogundipe Ogunleye Ojo Okafor
  Okeke Okereke Okocha Okonkwo Okorie Okoro Okorocha Okoye Okwuosa Oladele Olaniyan Olawale Olajide Olorunfemi Omotoso Onuoha Onyeama Onyekachi Oparanma Osinbajo Osuji Oyedepo Oyelaran Oyelowo
  Oyinlola Shonibare Soyinka Tinubu Udeh Ugwu Umeh Uzoma Acheampong Adjei Addo Agyei Agyeman Agyemang Akufo Amankwah Amoah Amoako Ampofo Ansah Antwi Appiah Asamoah Asante Asare Atta Badu Bediako Boateng
  Bonsu Danquah Darko Dankwa Donkor Frimpong Gyamfi Gyasi Konadu Kufuor Kwarteng Mensah Nkansah Nkrumah Nyarko Obeng Ofori Opoku Osei Owusu Prempeh Quaye Quartey Sarpong Tetteh Yeboah Abubakar Achieng
  Barasa Chebet Cheruiyot Chepkoech Gathogo Gichuru Githinji Kamau Karanja Kariuki Keino Kemboi Kenyatta Kibaki Kibet Kimani Kimutai Kiplagat Kiprono Kipruto Kiptoo Koech Korir Langat Macharia Maina Mbugua Mburu Moi
  Mugo Muriuki Mutua Mutuku Mwangi Mwaura Ndegwa Ndungu Ngugi Njenga Njoroge Nyong'o Nzioka Ochieng Odhiambo Odinga Ogola Okello Okoth Omondi Onyango Opiyo Otieno Ouko Ouma Oyoo Rotich Ruto Wainaina Wamalwa
  Wanjala Waweru Wekesa Kaggwa Kato Kiggundu Lubega Mugisha Mukasa Museveni Nalwanga Nsubuga Okot Ssali Ssebunya Tumusiime Kagame Habimana Mugabo Munyaneza Ndayisaba Niyonzima Nkurunziza Uwimana Bekele Desta Gebre
  Gebremariam Haile Kebede Lemma Mengistu Tadesse Tesfaye Tessema Wolde Woldemariam Abdi Farah Warsame Nyerere Magufuli Mkapa Mwinyi Kikwete Masanja Mushi Mwakyusa Banda Chanda Chiluba Mulenga Mwanawasa Phiri Tembo Zulu
  Chirwa Kamanga Mutharika Nyirenda Chikwanha Chinamasa Chitando Dube Gumbo Hove Mapfumo Marechera Mhlanga Moyo Mpofu Mugabe Mujuru Muzenda Ncube Ndlovu Nkomo Nyathi Sibanda Tsvangirai Zvobgo Buthelezi Cele Dlamini Dhlamini Gumede
  Gwala Hadebe Hlongwane Jili Khoza Khumalo Kubheka Kunene Langa Luthuli Mabaso Mabena Mabuza Madonsela Mahlangu Majola Makeba Makhanya Malema Maluleke Mandela Maseko Masemola Mashaba Masilela Masondo Mathebula Mavuso Mazibuko
  Mbatha Mbeki Mbele Mdluli Mhlongo Mkhize Mkhwanazi Mnisi Modise Mofokeng Mogale Mohlala Mokoena Molefe Moloi Moloto Motaung Motsepe Mthembu Mthethwa Mtshali Mzimela Naidoo Ngcobo Ngema Ngobese Ngubane Ngwenya Nhlapo Nkabinde
  Nkosi Nkuna Ntuli Nxumalo Nyembe Phakathi Radebe Ramaphosa Sebata Shabalala Shabangu Shange Sisulu Sithole Skosana Sobukwe Thwala Tshabalala Tutu Vilakazi Xaba Xulu Zondi Zuma Zungu Zwane Govender Pillay Chetty Moodley Reddy
  Botha Coetzee Cronje Du Plessis Erasmus Fourie Grobler Jacobs Joubert Kruger Labuschagne Malan Malherbe Marais Meintjies Nel Odendaal Oosthuizen Pienaar Potgieter Pretorius Prinsloo Roux Smit Snyman Steenkamp Steyn Strydom Swanepoel
  Swart Terblanche Venter Vermaak Vermeulen Viljoen Visagie Visser Vorster Wessels Bah Ba Camara Cissé Cissokho Conté Coulibaly Dembélé Diabaté Diagne Diakité Diallo Diarra Diatta Diawara Dieng Diop Diouf Doumbia Faye Fofana Gueye Kaba
  Kamara Kanouté Keïta Konaté Koné Kouyaté Mané Mbaye Mbengue Mbow Ndao Ndiaye Niang Ouattara Ouédraogo Sagna Sall Samaké Sané Sangaré Sankara Sarr Sawadogo Sène Seck Senghor Sidibé Sissoko Soumah Sow Sy Sylla Tall Thiam Touré Traoré Wade Zongo
  Abdallah Abboud Abdelaziz Abdulla Abdullah Abdulrahman Afshar Ahmadi Ahmadinejad Ahmed Alami Alaoui Amrani Ammar Ansari Asadi Assad Attia Awad Azizi Bagheri Baghdadi Barakat Bazargan Belhadj Benali Bennani Berrada Bouazizi Bouteflika Bukhari Chaoui Daher
  Darwish Ebrahimi Elbaz Fahmy Farahani Fassi Fayed Ghanem Ghorbani Haddad Hakimi Hamdan Hamdi Hammoud Hariri Hashemi Hashimi Hassani Hijazi Hosseini Hussaini Idrissi Ismaili Jaafari Jafari Jamali Karam Karimi Kassab Kazemi Khalaf Khalifa Khatib Khoury
  Lahoud Maalouf Mahfouz Mansour Masri Mazouz Mirzaei Moradi Moussa Mubarak Naji Najjar Nasrallah Nasser Nazari Othmani Qasemi Qabbani Qahtani Rahimi Rahmani Rajabi Rashidi Rostami Sabbagh Sadeghi Safavi Salehi Salameh Sayegh Shaheen Shamsi Sharif Shirazi
  Soltani Tabrizi Tahan Tahiri Tantawi Tehrani Yassin Yazdani Younis Zahedi Zamani Zidane Zeidan Ziadeh Acar Akbulut Akdoğan Aksoy Aktaş Akyol Alkan Altun Altıntaş Arslan Aslan Atalay Ateş Avcı Aydın Aydoğan Bayraktar Bayram Bektaş Bilgin Bozkurt Bulut Çakır
  Çelik Çetin Çiftçi Çoban Coşkun Dağ Demir Demirci Demirtaş Doğan Duman Durmaz Erdem Erdoğan Ergin Erkan Ertürk Gök Güler Gül Gündoğdu Güneş Gürsoy Güven İnan Işık Kaplan Kara Karaca Karadağ Karagöz Karahan Karakaş Karakaya Karataş Kaya Keskin Kılıç Koç Koca
  Kocaman Korkmaz Köse Kurt Mutlu Öz Özbek Özcan Özçelik Özdemir Özer Özgür Özkan Özmen Öztürk Polat Sağlam Şahin Sarı Sarıkaya Şen Şener Şimşek Sönmez Taş Taşkın Tekin Temel Toprak Topçu Tuncer Turan Türk Türkmen Uçar Uğur Ulusoy Ünal Uysal Uzun Yalçın Yaman
  Yavuz Yıldırım Yıldız Yılmaz Yiğit Yücel Yüksel Zengin Acharya Adhikari Agarwal Aggarwal Agrawal Ahluwalia Ahuja Anand Arora Babu Bagchi Bajaj Bajwa Bakshi Balakrishnan Balan Banerjee Bansal Basu Bedi Bhagat Bhalla Bhandari Bhardwaj Bhargava Bhasin Bhat Bhatia
  Bhatt Bhattacharya Bhattacharjee Bhattarai Biswas Bose Chakrabarti Chakraborty Chakravarthy Chandra Chandran Chandrasekaran Chatterjee Chattopadhyay Chaturvedi Chaudhari Chaudhary Chaudhuri Chauhan Chawla Chopra Choudhary Choudhury Chowdhury Dalal Das Dasgupta
  Datta Dave Deb Deshmukh Deshpande Devi Dey Dhar Dhawan Dhillon Dhingra Dixit Doshi Dube Dubey Dutta Dwivedi Gaikwad Gandhi Ganesan Gangopadhyay Garg Ghosh Ghoshal Gill Goel Gokhale Goswami Goyal Grewal Guha Gulati Gupta Gurung Handa Hegde Iyengar Iyer Jadhav Jaggi Jain
  Jaiswal Jayaraman Jha Jhaveri Jindal Joshi Kadam Kakkar Kalra Kamath Kannan Kapadia Kapoor Kapur Karmakar Karnik Kashyap Kathuria Kaul Kaur Khandelwal Khanna Khatri Khosla Khurana Kohli Krishnamurthy Krishnan Krishnaswamy Kulkarni Kumari Kumaran Kundu Lakhani Lal Lalwani
  Luthra Madan Mahajan Mahapatra Maheshwari Mahindra Maitra Majumdar Malhotra Malik Mallick Mandal Mangal Mann Mathur Mehra Mehrotra Mehta Menon Merchant Mishra Misra Mistry Mitra Modi Mohanty Mondal Mookerjee Mukherjee Mukhopadhyay Munshi Murthy Nadar Nagar Nagarajan Naik
  Nair Nambiar Nanda Nandi Narang Narasimhan Narayan Narayanan Naskar Natarajan Nath Nayak Nayar Negi Nigam Oberoi Ojha Oza Padmanabhan Pai Pal Panchal Pandey Pandit Pandya Panigrahi Pant Paranjape Parekh Parikh Parmar Patel Pathak Patil Patnaik Patra Pawar Perera Phadke
  Pillai Pradhan Prasad Prajapati Puri Purohit Radhakrishnan Raghavan Raghunathan Rai Raja Rajagopal Rajagopalan Rajan Rajaraman Rajput Ramachandran Ramakrishnan Raman Ramanathan Ramaswamy Ramesh Rana Ranganathan Rao Rastogi Rathod Rathore Ravichandran Rawal Rawat Ray Reddy
  Roy Sabharwal Sachdev Sachdeva Sahni Sahoo Sahu Saini Saluja Sampath Sandhu Sanghvi Santhanam Sarkar Sarin Sastry Sathe Savant Sawant Saxena Sehgal Sen Sengupta Seth Sethi Sethuraman Shah Shankar Sharma Shenoy Shetty Shinde Shrivastava Shroff Shukla Sidhu Sikka Singh Singhal
  Singhania Sinha Solanki Somani Sondhi Soni Sood Sridhar Srinivasan Srivastava Subramaniam Subramanian Sundaram Suri Swaminathan Swamy Talwar Tandon Taneja Tendulkar Thakkar Thakur Thapa Tharoor Tiwari Tomar Trehan Tripathi Trivedi Tyagi Upadhyay Upadhyaya Vaidya Varghese Varma
  Vasudevan Venkataraman Venkatesan Venkatesh Verma Vij Virk Viswanathan Vohra Vyas Wadhwa Walia Yadav Abbasi Afridi Akhtar Ansari Ashraf Baig Baloch Bhatti Bhutto Butt Chaudhry Chohan Durrani Farooqi Ghani Gilani Hashmi Hussain Iqbal Jamil Janjua Javed Jilani Kazmi Khan Khattak
  Khokhar Lodhi Mahmood Malik Mehmood Mirza Mughal Naqvi Niazi Qadri Qazi Qureshi Raza Rehman Rizvi Saeed Sheikh Shaikh Siddiqi Siddiqui Soomro Sultan Tariq Usmani Warraich Yousaf Zaidi Akter Begum Chakma Haque Hossain Islam Karim Khatun Mia Miah Rahman Sarker Talukder Uddin
  Bandara Bandaranaike Dissanayake Fernando Gunawardena Herath Jayasinghe Jayasuriya Jayawardene Kumara Liyanage Mendis Perera Rajapaksa Ranasinghe Ranatunga Samaraweera Sangakkara Seneviratne Senanayake Silva Wickramasinghe Wijesinghe Wijeratne Weerasinghe
  Abe Akiyama Aoki Arai Araki Asano Baba Chiba Doi Endo Fujii Fujimoto Fujita Fujiwara Fukuda Fukui Fukushima Furukawa Goto Hamada Hara Harada Hasegawa Hashimoto Hattori Hayashi Higashi Higuchi Hirai Hirano Hirata Hirose Honda Hori Horie Hoshino Hosokawa Ichikawa Iida
  Iijima Ikeda Imai Imamura Inagaki Inoue Ishida Ishihara Ishii Ishikawa Ishibashi Ito Iwasaki Iwata Kamada Kamiya Kanda Kaneda Kaneko Kato Katayama Katsumata Kawaguchi Kawai Kawakami Kawamura Kawasaki Kikuchi Kimura Kinoshita Kishi Kishida Kitagawa Kitamura Kobayashi Koga Koike
  Koizumi Kojima Komatsu Kondo Konishi Kono Kubo Kubota Kudo Kuroda Kurosawa Maeda Maekawa Makino Maruyama Masuda Matsubara Matsuda Matsui Matsumoto Matsumura Matsunaga Matsuo Matsuoka Matsushita Matsuura Mishima Miura Miyagi Miyake Miyamoto Miyata Miyazaki Miyazawa Mizuno Mori Morimoto
  Morioka Morishita Morita Motoyama Murai Murakami Muramatsu Murata Nagai Nagano Nagasawa Nagata Naito Nakada Nakagawa Nakai Nakajima Nakamoto Nakamura Nakano Nakao Nakashima Nakata Nakatani Nakayama Narita Nishida Nishikawa Nishimura Nishino Nishiyama Noda Noguchi Nomura Ochi Oda Ogata
  Ogawa Ogura Ohashi Ohta Oishi Okabe Okada Okamoto Okamura Okawa Okazaki Okuda Okumura Okuno Ono Onishi Onodera Osawa Oshima Ota Otani Otsuka Ozaki Ozawa Saito Sakaguchi Sakai Sakamoto Sakurai Sano Sasaki Sato Sawada Sekiguchi Shibata Shimada Shimamura Shimizu Shimura Shinohara Shiraishi
  Sonoda Suda Sugawara Sugimoto Sugiyama Suzuki Tachibana Tajima Takada Takagi Takahashi Takano Takashima Takayama Takeda Takemura Takenaka Takeuchi Takizawa Tamura Tanabe Tanaka Taniguchi Tezuka Toda Tominaga Toyama Tsuchiya Tsuda Tsuji Tsukamoto Uchida Uchiyama Ueda Uehara Uemura Ueno Umeda Usui Wada
  Watanabe Yagi Yamada Yamagata Yamaguchi Yamakawa Yamamoto Yamamura Yamanaka Yamane Yamasaki Yamashita Yamauchi Yamazaki Yano Yasuda Yokoyama Yoneda Yoshida Yoshikawa Yoshimoto Yoshimura Yoshino Yoshioka Ahn Baek Bae Bang Byun Chae Cheon Cho Choe Choi Chung Eom Gil Hahn Heo Hong Hwang Hwangbo Hyeon Jang Jeon
  Jeong Jung Kang Kim Ko Koo Kwak Kwon Kyun Lim Moon Namgung Noh Oh Pak Park Pyo Roh Ryu Seo Seok Shin Sohn Song Suh Sung Uhm Woo Yang Yeo Yeom Yi Yoo Yoon Yun Bai Cai Cao Chan Chang Chao Chau Cheng Cheung Chiang Chien Chin Chiu Chou Chow Choy Chu Chua Chui Cui Dai Deng Ding Dong Du Fan Fang Feng Fong Fung Gao Ge Goh Gong Gu
  Guan Guo Han Hao He Ho Hou Hsiao Hsieh Hsu Hu Huang Hui Hung Jia Jiang Jin Kang Kong Kuo Kwan Kwok Lai Lam Lau Lee Leung Li Liang Liao Lin Ling Liu Lo Loh Lu Luo Lui Ma Mao Meng Mo Ng Ngai Ong Ou Pan Peng Poon Pu Qian Qiao Qin Qiu Qu Ren Shao Shen Sheng Shi Shih Situ Siu Song Su Sun Szeto Tam Tan Tang Tao Tay Teh Teo Tian Ting Tong Toh Tong Tsai Tsang
  Tse Tseng Tsoi Tsui Tu Wan Wang Wei Wen Weng Wong Woo Wu Xia Xiang Xiao Xie Xiong Xu Xue Yan Yang Yao Yap Ye Yeh Yeo Yeung Yin Yip Yiu You Yu Yuan Yuen Yung Zeng Zhan Zhang Zhao Zheng Zhong Zhou Zhu Zhuang Zou Nguyen Tran Pham Huynh Hoang Vu Vo Dang Bui Ngo Duong Ly Truong Dinh Trinh Doan Luong Mai Cao Phan Lam
  Susanto Santoso Wijaya Wibowo Kusuma Hidayat Nugroho Gunawan Halim Hartono Kurniawan Lubis Nasution Pangestu Permana Pranoto Prasetyo Pratama Purnama Rahardjo Saputra Setiawan Simanjuntak Siregar Sitompul Subroto Sudirman Suharto Sukarno Supriyadi Suryadi Sutanto Tanoto Tarigan Utomo Wahid Widjaja Winata Yudhoyono
  Aquino Bautista Bondoc Cabrera Catacutan Dalisay Dela Dimaculangan Dizon Ejercito Enriquez Evangelista Lacson Macapagal Macaraeg Magsaysay Manalo Mangubat Marcos Ocampo Pacquiao Panganiban Pangilinan Quiambao Roxas Salonga Sumulong Tolentino Villanueva Srisuk Saetang Chaiyasit Charoen Kittikachorn Shinawatra Thongchai Vejjajiva Wongsawat Panyarachun
  Abramov Abramova Agapov Akimov Aleksandrov Alexandrov Alekseev Andreev Andreeva Antonov Antonova Baranov Baranova Belov Belova Belyaev Bogdanov Bondarenko Borisov Bykov Chernov Danilov Davydov Denisov Dmitriev Egorov Ermakov Fedorov Fedorova Filatov Filippov Frolov Gavrilov Gerasimov Golubev Gorbachev Gordeev Goncharov Grigoriev Gromov Gusev Ignatiev Ilyin Isaev
  Ivanov Ivanova Kalashnikov Kalinin Karpov Karpova Kasparov Kazakov Kirillov Kiselev Kolesnikov Komarov Konovalov Korolev Korolyov Kovalev Kovalenko Kozlov Kozlova Krylov Kudryavtsev Kulikov Kuznetsov Kuznetsova Larin Lavrov Lebedev Lebedeva Loginov Lukin Makarov Maksimov Markov Martynov Maslov Matveev Medvedev Melnikov Mikhailov Mironov Mishin Molchanov Morozov Morozova Naumov Nazarov
  Nikiforov Nikitin Nikolaev Nikolaeva Novikov Novikova Orlov Orlova Osipov Pavlov Pavlova Petrov Petrova Petrenko Polyakov Ponomarev Popov Popova Potapov Prokhorov Putin Rodionov Romanov Romanova Rybakov Ryabov Savchenko Savin Semenov Semyonov Sergeev Shcherbakov Shevchenko Shevchuk Sidorov Simonov Smirnov Smirnova Sobolev Sokolov Sokolova Solovyov Solovyova Sorokin Stepanov
  Stepanova Tarasov Tikhonov Timofeev Titov Tkachenko Trofimov Tsvetkov Ustinov Vasiliev Vasilyev Vinogradov Vladimirov Vlasov Volkov Volkova Volodin Vorobyov Vorontsov Yakovlev Yegorov Yeltsin Yushchenko Zaitsev Zakharov Zaytsev Zhukov Zimin Zotov Zuev Bezruchko Bilous Boiko Bondar Chornovil Doroshenko Dovzhenko Franko Hnatyuk Hrytsenko Ivanenko Klymenko Kravchenko Kravchuk Kuchma Lysenko Lytvyn Marchenko
  Melnyk Moroz Onyshchenko Oliynyk Panchenko Pavlenko Poroshenko Rudenko Savchuk Symonenko Tkachuk Tymoshenko Vasylenko Yanukovych Yatsenyuk Zelensky Zelenskyy Dimitrov Dimitrova Georgiev Georgieva Hristov Hristova Ilieva Iliev Ivanchev Kostov Marinov Mladenov Nikolov Nikolova Petkov Petkova Radev Stoyanov Stoyanova Todorov Todorova Tsvetanov Vasilev Vasileva Yordanov Yordanova Zhelev Zhivkov
  Antić Babić Bačić Barić Begić Blažević Bogdanović Božić Ćosić Čolić Đokić Đorđević Filipović Grgić Hadžić Horvat Hodžić Ilić Ivanović Janković Jovanović Jović Jukić Jurić Kecmanović Knežević Kovač Kovačević Kovačić Kralj Lazić Lončar Lovrić Lukić Lukšić Marić Marjanović Marković Martić Matić Mešić Mihajlović Mijatović Milanović Milić Milošević Mitrović Mladić Nikolić Novak Novaković Obradović Pavić Pavlović
  Perić Perišić Perković Petrović Popović Radić Radović Rakić Savić Simić Stanković Stojanović Šarić Šimić Špoljar Tadić Tesla Todorović Tomić Tudjman Vasić Vidović Vučić Vukić Vuković Zorić Žukić Zupan Zupančič Hribar Kranjc Potočnik Golob Rozman Kos Krajnc Hoxha Berisha Krasniqi Gashi Shala Thaçi Rugova Kadare Basha Meta Dervishi Leka Prifti
  Balogh Bíró Bodnár Bognár Balázs Deák Farkas Fehér Fekete Fodor Fülöp Gulyás Hegedűs Horváth Illés Jakab Juhász Kádár Kelemen Kerekes Király Kiss Kocsis Kovács Kozma Lakatos László Lukács Magyar Major Márton Máté Mészáros Molnár Nagy Németh Orbán Orosz Oláh Pál Pap Papp Pásztor Péter Pintér Puskás Rácz Salamon Sándor Sárközi Simon Sipos Somogyi Szabó Szalai Szántó Székely Szekeres Szilágyi Szűcs Szöllősi
  Takács Tamás Török Tóth Varga Vass Végh Veres Vincze Virág Vörös Antonescu Băsescu Bălan Ceaușescu Constantin Constantinescu Diaconu Dinu Dobre Dumitrescu Dumitru Florea Gheorghe Gheorghiu Georgescu Iliescu Ionescu Iordache Lungu Lupu Manole Marin Marinescu Matei Mihai Mihăilescu Moldovan Mocanu Munteanu Neagu Nicolae Nistor Oprea Petrescu Popa Popescu Preda Radu Rusu Sandu Șerban Stan Stanciu Stoian Stoica Tănase Toma Tudor Ungureanu Voicu Vasilescu
  Adamczyk Andrzejewski Baran Bąk Błaszczyk Borkowski Brzeziński Chmielewski Cieślak Czarnecki Dąbrowski Dąbrowska Duda Dudek Gajewski Głowacki Górski Grabowski Jabłoński Jabłońska Jakubowski Jankowski Janik Jasiński Jaworski Kaczmarek Kaczmarczyk Kaczyński Kalinowski Kamiński Kamińska Kaźmierczak Kołodziej Kowalczyk Kowalski Kowalska Kozłowski Kozłowska Krajewski Krawczyk Król Kubiak Kucharski Kwaśniewski Lewandowski Lewandowska Lis Maciejewski Majewski
  Makowski Malinowski Marciniak Mazur Mazurek Michalak Michalski Mróz Nowak Nowakowski Nowicki Olszewski Ostrowski Pawlak Pawłowski Pietrzak Piotrowski Przybylski Rutkowski Sadowski Sawicki Sikora Sikorski Sobczak Sokołowski Stępień Szczepański Szczepańska Szewczyk Szulc Szymański Szymczak Tomaszewski Tusk Tomczak Urbański Walczak Wałęsa Wasilewski Wieczorek Wilk Wiśniewski Wiśniewska Witkowski Włodarczyk Wojciechowski Wójcik Woźniak Wróbel
  Wróblewski Wysocki Zając Zakrzewski Zalewski Zawadzki Zieliński Zielińska Ziółkowski Bartoš Beneš Bureš Čech Čermák Černý Dušek Doležal Dvořák Dvořáček Fiala Hájek Havel Havlíček Holub Horák Horáková Hruška Janda Jelínek Kadlec Kolář Konečný Kopecký Kovář Kratochvíl Král Kučera Malý Marek Mareš Masaryk Mašek Moravec Navrátil Němec Němcová Novák Nováková Novotný Novotná Pokorný Polák Pospíšil Procházka Růžička
  Ryba Říha Sedláček Šimek Soukup Staněk Šťastný Štěpánek Svoboda Svobodová Sýkora Tichý Tomášek Urban Vacek Valenta Vaněk Vávra Veselý Veselá Vlček Zátopek Zelenka Zeman Bartók Dzurinda Fico Gašpar Hudák Kollár Kováč Mečiar Štefánik Šefčovič Adamkus Balčiūnas Brazauskas Butkus Jankauskas Kazlauskas Landsbergis Mockus Navickas Paulauskas Petraitis Petrauskas Rimkus Savickas Stankevičius Urbonas Vasiliauskas Žukauskas
  Bērziņš Kalniņš Krūmiņš Liepiņš Ozoliņš Ozols Jansons Vītols Zariņš Kask Kukk Mägi Pärn Rebane Saar Sepp Tamm Vaher Aalto Ahonen Haapala Häkkinen Halonen Hämäläinen Heikkilä Heikkinen Heinonen Hiltunen Hirvonen Honkanen Jääskeläinen Järvinen Jokinen Kallio Karjalainen Karppinen Kekkonen Kettunen Kinnunen Koivisto Korhonen Koskela Koskinen Kovalainen Laakso Lahti Laine Laitinen Lampinen Lehtinen Lehtonen Leino Leppänen Lindroos
  Mäkelä Mäkinen Manninen Mannerheim Mattila Miettinen Mikkola Mustonen Niemi Nieminen Niinistö Nurmi Nykänen Ojala Ollila Paasikivi Peltola Peltonen Pitkänen Räikkönen Rantala Rantanen Räsänen Rautio Saarinen Salminen Salo Salonen Saarikoski Savolainen Seppälä Seppänen Sillanpää Suominen Tikkanen Timonen Tolvanen Toivonen Torvalds Tuominen Turunen Väisänen Valtonen Väyrynen Virtanen Vuorinen Aaberg Åberg Åkesson Andersson Aasen Bakke
  Berge Berggren Berglund Bergman Bergqvist Bergström Bildt Björk Björklund Blomqvist Boström Brandt Brekke Carlsson Christensen Dahl Dahlberg Dahlgren Danielsson Edlund Ek Eklund Ekström Eliasson Engström Eriksen Eriksson Falk Forsberg Forsman Fransson Fredriksen Fredriksson Gunnarsson Gustafsson Gustavsson Hagen Håkansson Halvorsen Hammarskjöld Hansson Haugen Hedlund Hedström Hellström Henriksen Henriksson Hermansson Holm Holmberg Holmgren
  Holmqvist Isaksson Iversen Jacobsen Jakobsson Jansson Jensen Johannessen Johansen Johansson Jonasson Jonsson Jørgensen Josefsson Karlsen Karlsson Kjær Knudsen Kristensen Kristiansen Lagerkvist Larsen Larsson Lind Lindberg Lindblom Lindgren Lindholm Lindqvist Lindström Ljungberg Lund Lundberg Lundgren Lundin Lundqvist Magnusson Martinsen Martinsson Mattsson Moen Møller Mortensen Mårtensson Nielsen Nilsen Nilsson Norberg Nordin Nordström Nyberg Nygaard Nygård Nyman
  Nyström Öberg Olesen Olofsson Olsen Olsson Östlund Palme Palmgren Pedersen Persson Petersen Pettersson Poulsen Rasmussen Rosén Rosenqvist Sandberg Sandström Samuelsson Sjöberg Sjögren Skov Söderberg Söderlund Solberg Solheim Sorensen Sørensen Stenberg Stoltenberg Strand Ström Sundberg Sundström Svendsen Svensson Thomsen Thorvaldsen Torp Tveit Vestergaard Vik Viklund Wallenberg Wallin Wikström Winther Einarsdóttir Einarsson Gunnarsdóttir Guðmundsdóttir Guðmundsson Jóhannsdóttir Jóhannsson
  Jónsdóttir Jónsson Magnúsdóttir Magnússon Ólafsdóttir Ólafsson Sigurðardóttir Sigurðsson Stefánsdóttir Stefánsson Þórsdóttir Achterberg Aerts Bakker Bakkers Beekman Blom Boer Boogaard Boersma Bosch Bosman Bos Brouwer Bruijn Claes Coppens Dekker Dijkstra Dijk Driessen Geerts Goossens Groen Groot Haan Hendriks Hermans Heuvel Hoekstra Hofman Huisman Jacobs Jansen Janssen Janssens Jonker Koning Koster Kramer Kuiper Kuipers Leeuwen Lemmens Maes Martens Meer
  Mertens Meijer Molenaar Mulder Peeters Postma Prins Riele Sanders Schouten Scholten Smits Smeets Timmermans Timmers Veenstra Verbeek Verhoeven Vermeer Vermeulen Verstraete Verstraeten Visser Vos Vries Wal Willems Wit Wouters Zijlstra Broek Burg Zwart Abendroth Achenbach Albers Albrecht Altmann Arnold Bachmann Bäcker Bauer Baumann Baumgärtner Becker Beckmann Behrendt Behrens Berger Bergmann Böhm Böttcher Brandt Braun Brinkmann Büchner Busch Conrad Dietrich Dittrich Ebert
  Eckert Ehlers Engel Engelhardt Erdmann Ernst Fiedler Fleischer Förster Franke Freitag Friedrich Fröhlich Fuchs Gebhardt Geiger Gerlach Göbel Götz Graf Groß Günther Haas Hahn Hartmann Hartwig Heinrich Heinze Heller Henning Herrmann Herzog Hesse Hoffmann Hofmann Hohenstein Holtz Horn Huber Hübner Jahn Jäger Janssen Jung Kaiser Keller Kellner Kirchner Klein Koch Köhler König Köster Kramer Krämer Kraus Krause Krauß Kröger Krüger Kruse Kühn Kuhn Kunze Lang Lange
  Langer Lehmann Lindner Lohmann Lorenz Ludwig Lutz Maaß Maier Marx Mayer Meier Meißner Merkel Metzger Meyer Michel Möller Moser Müller Nagel Naumann Neubauer Neumann Niemeyer Nowak Oswald Otto Paul Petersen Pfeiffer Philipp Pohl Raabe Reichert Reimann Reinhardt Richter Riedel Ritter Röder Roth Rother Rudolph Sander Sauer Schäfer Scherer Schilling Schlegel Schlüter Schmid Schmidt Schmitt Schmitz Schneider Scholz Schröder Schrader Schreiber Schubert Schulte Schultz
  Schulz Schulze Schumacher Schumann Schuster Schütz Schwab Schwarz Seidel Seifert Siebert Simon Sommer Stahl Stein Steiner Stephan Stolz Straub Strauß Ströbel Stumpf Teichmann Thiel Thiele Thomas Ullrich Ulrich Unger Vogel Vogelsang Vogt Voigt Völker Voss Wagner Walter Walther Weber Wegener Wegner Weidner Weigel Weiß Wendt Werner Wiese Wilhelm Wiegand Wieland Wimmer Winkler Winter Wirth Witt Wolff Wulff Zander Ziegler Zimmer Zimmermann Zöllner
  Arnaud Aubert Barbier Baudouin Beaulieu Beaumont Belanger Bernard Berthelot Bertin Bertrand Besson Blanc Blanchard Blanchet Boivin Bonnard Bonnet Bouchard Boucher Boulanger Bourdon Bourgeois Bouvier Brunet Brun Carlier Caron Carpentier Chartier Chevallier Chevalier Clément Colin Collet Collin Cordier Coste Cousin Couture Daniel David Delacroix Delaunay Delorme Deschamps Devaux Dubois Duchêne Dufour Duhamel Dumas Dumont Dupont Dupuis Dupuy Durand Duval Etienne
  Fabre Faure Favre Fleury Fontaine Fortin Fournier Gagnon Gagné Gaillard Garnier Gauthier Gautier Gérard Germain Gervais Gilbert Gillet Girard Giraud Girault Godard Gosselin Gosset Guérin Guillaume Guillot Guyot Hamel Hardy Hébert Henry Herbert Hervé Hubert Huet Humbert Jacob Jacquet Jacques Joly Julien Klein Labbé Lachance Lacroix Laflamme Lafontaine Lambert Langlois Lapierre Laporte Larivière Laurent Lavoie Leblanc Lebrun Leclerc Leclercq Lecomte
  Lefebvre Lefèvre Legrand Legros Lemaire Lemoine Lemaître Leroux Leroy Lesage Letellier Lévesque Louis Maillard Mallet Marchal Marchand Maréchal Marion Marty Mathieu Menard Ménard Mercier Meunier Meyer Michaud Michel Millet Monnier Moreau Morel Morin Moulin Muller Navarro Nguyen Nicolas Noël Olivier Ouellet Paquette Paris Pasquier Pelletier Perret Perrier Perrin Perrot Petit Philippe Picard Pichon Poirier Poisson Poulain Poulin Prévost Remy Renard
  Renaud Renault Rey Reynaud Richard Rivière Robin Roche Roger Rolland Rousseau Rousset Roussel Roux Roy Royer Schmitt Simard Tessier Thibault Thomas Tremblay Vasseur Verdier Vidal Villeneuve Vincent Weber Abascal Acevedo Acosta Aguilar Aguirre Alarcón Alonso Altamirano Alvarado Álvarez Amador Aragón Aranda Arce Arias Arroyo Ávila Ayala Baeza Ballesteros Barajas Barbero Barrera Barrios Bautista Becerra Beltrán Benavides Benítez Bermúdez Blanco
  Bonilla Bravo Briones Bustamante Bustos Caballero Cabrera Calderón Calvo Camacho Campos Cano Cárdenas Carmona Carranza Carrasco Carrillo Carvajal Castañeda Castaño Castellanos Castillo Castro Cervantes Chávez Cisneros Colón Contreras Córdoba Cordero Correa Cortés Cruz Cuevas Delgado Díaz Domínguez Durán Echeverría Enríquez Escobar Escudero Espinosa Espinoza Esquivel Estévez Estrada Farías Fernández Ferrer Figueroa Flores Franco Fuentes Galindo
  Gallardo Gallego Gálvez Gamboa Garay García Garrido Garza Gil Giménez Godoy Gómez González Guerra Guerrero Guevara Guillén Gutiérrez Guzmán Henríquez Heredia Hernández Herrera Hidalgo Huanca Hurtado Ibáñez Ibarra Iglesias Izquierdo Jaramillo Jiménez Juárez Lara León Lozano Lucero Luján Luna Macías Madrigal Maldonado Mamani Manrique Mansilla Márquez Martín Martínez Medina Mejía Meléndez Méndez Mendoza Menéndez Mercado Meza Miranda Molina
  Mondragón Montenegro Montero Montes Montoya Mora Morales Moreno Muñoz Murillo Naranjo Navarrete Navarro Navas Nieto Noriega Núñez Obregón Ocampo Ochoa Ojeda Olivares Olvera Ordóñez Orellana Orozco Ortega Ortiz Otero Pacheco Padilla Palacios Palma Paredes Parra Paz Pedraza Peña Peñalver Peralta Pereira Pérez Pineda Pizarro Ponce Portillo Posada Prado Prieto Puente Quesada Quintana Quintero Quiroga Quispe Ramírez Ramos Rangel Redondo Restrepo Reyes
  Ríos Rivas Rivera Rivero Robles Rocha Rodríguez Rojas Roldán Román Romero Rosales Rosas Rubio Rueda Ruiz Saavedra Sáez Salas Salazar Salcedo Salgado Salinas Sánchez Sandoval Santana Santiago Santos Sanz Segovia Sepúlveda Serrano Sierra Silva Solano Solís Soria Soto Sotomayor Suárez Tapia Téllez Toledo Toro Torres Trejo Trujillo Ugarte Urbina Uribe Urrutia Valdés Valdez Valencia Valenzuela Valverde Vargas Vásquez Vázquez Vega Velasco Velázquez
  Velásquez Vera Vergara Vicente Vidal Villa Villalobos Villanueva Villareal Villegas Yáñez Zambrano Zamora Zapata Zárate Zavala Zubizarreta Zúñiga Arrieta Etxeberria Goikoetxea Iturbe Mendizabal Urkullu Zabala Bosch Casals Ferrer Pujol Puig Puigdemont Roca Rovira Serra Soler Vila Abreu Albuquerque Alencar Almeida Alves Amaral Amorim Andrade Antunes Aragão Araújo Azevedo Baptista Barbosa Barreto Barros Bastos Batista Bezerra Borges Braga Brandão Brito Bueno Cabral
  Caldeira Camargo Cardoso Carneiro Carvalho Castelo Cavalcante Cavalcanti Chaves Coelho Conceição Cordeiro Corrêa Coutinho Cunha Damasceno Dantas Dias Diniz Domingues Duarte Esteves Falcão Faria Farias Fernandes Ferraz Ferreira Figueiredo Fonseca Fontes Fraga França Freire Freitas Furtado Gama Garcia Godinho Gomes Gonçalves Gouveia Guedes Guerra Guimarães Henriques Jesus Leal Leite Lima Lins Lopes Loureiro Lourenço Macedo Machado Maciel Magalhães Maia
  Marinho Marques Martins Matias Matos Medeiros Meireles Mello Melo Mendes Mendonça Menezes Mesquita Miranda Monteiro Moraes Morais Moreira Mota Moura Nascimento Neves Nogueira Nunes Oliveira Pacheco Paiva Patrício Peixoto Pereira Pimenta Pimentel Pinheiro Pinho Pinto Pires Queiroz Rabelo Ramalho Rangel Reis Resende Rezende Ribeiro Rocha Rodrigues Sá Salgado Sampaio Santana Santos Saraiva Sarmento Siqueira Silveira Simões Soares Sobral Sousa Souza
  Tavares Teixeira Teles Toledo Valente Vasconcelos Vaz Veiga Veloso Viana Vidigal Vieira Vilela Xavier Abate Amato Barbieri Barone Basile Battaglia Bellini Benedetti Bernardi Bianchi Bianco Bonfanti Brambilla Bruno Calabrese Caputo Carbone Caruso Castelli Cattaneo Cavalli Colombo Conte Conti Coppola Costa Costantini D'Agostino D'Amico D'Angelo Dell'Acqua De Luca Donati Esposito Fabbri Farina Ferrara Ferrari Ferraris Ferri Ferro Fiore Fontana Franchi Fumagalli
  Galli Gallo Gargiulo Gatti Gentile Giordano Giorgi Giuliani Grassi Grasso Greco Grillo Guerra Guidi Leone Lombardi Lombardo Longo Lucchese Mancini Mantovani Marchesi Marchetti Mariani Marinelli Marini Marino Martelli Martini Martino Mazza Meloni Messina Milani Monaco Montanari Monti Morelli Moretti Moro Napolitano Negri Neri Orlando Pace Pagani Pagano Palmieri Palumbo Parisi Pellegrini Pellegrino Pepe Perrone Piazza Piras Poli Pozzi Ricci Rinaldi Riva
  Rizzi Rizzo Romano Rossetti Rossi Ruggiero Russo Sala Salvi Sanna Santini Santoro Sartori Serra Silvestri Sorrentino Testa Tedesco Trovato Valenti Valentini Ventura Villa Villani Vitale Vitali Zanetti Zanella Antoniou Alexiou Anagnostopoulos Angelopoulos Athanasiou Christodoulou Christou Dimitriou Economou Georgiadis Georgiou Hatzis Ioannidis Ioannou Kalogeropoulos Karagiannis Karamanlis Katsaros Kazantzakis Konstantinidis Konstantinidou
  Konstantinou Kostopoulos Kyriakou Makris Mavridis Mitsotakis Nikolaidis Nikolaou Onassis Oikonomou Panagopoulos Papadakis Papadimitriou Papadopoulos Papadopoulou Papageorgiou Papakonstantinou Papandreou Pappas Pavlidis Samaras Theodorou Tsakiris Tsipras Varoufakis Vasileiou Vlachos Xenakis Abrahamyan Baghdasaryan Danielyan Ghazaryan Grigoryan Hakobyan Harutyunyan Hovhannisyan Karapetyan Khachatryan Kocharyan Manukyan Martirosyan Mkrtchyan
  Petrosyan Pashinyan Sargsyan Simonyan Vardanyan Beridze Gelashvili Kapanadze Kvaratskhelia Lomidze Maisuradze Mchedlidze Saakashvili Tsiklauri Abramson Abramowitz Avraham Azoulay Barak Begin Ben-David Ben-Gurion Berkowitz Biton Cohen Dayan Eisenberg Epstein Feinberg Feldman Finkelstein Friedman Ginsberg Goldberg Goldman Goldstein Greenberg Gross Halevi Hershkowitz Horowitz Hurwitz Kagan Kahn Kaplan Katz Kaufman Kushner Landau Levi Levin Levine Levinson
  Levy Lieberman Meir Mizrahi Netanyahu Ohana Olmert Peres Peretz Perlman Rabin Rabinowitz Rosenbaum Rosenberg Rosenthal Rothschild Rubin Rubinstein Schwartz Segal Shapiro Sharett Shamir Shulman Silverman Stern Weinberg Weiss Weizmann Yosef Zilberman
  Abercrombie Ainsworth Aldridge Appleton Ashby Ashworth Atkinson Babcock Bagshaw Bannister Barlow Barnett Barraclough Bartlett Beaumont Beckett Beckwith Benson Bickerstaff Birch Blackburn Blackwell Blackwood Blackmore Bradshaw Braithwaite Brathwaite Bridgewater Broadbent Brockway Bromley Burgess Burnside Burrows Butterworth Caldwell Callaghan Cartwright Chadwick Chamberlain Clarkson Clayton Cleary Cockburn Coghlan Colborne Coleridge Connolly Corbett Cosgrove Coulson Crabtree Cranston Cromwell Crosby
  Crowther Cunningham Curran Dalgleish Dalton Darby Davenport Delaney Denham Devlin Dickens Dobson Doherty Donnelly Donoghue Dougherty Downey Drummond Duckworth Duffy Dunlop Eastwood Eccles Ellsworth Emerson Fairbanks Fairbrother Fairweather Farnsworth Farrell Faulkner Featherstone Fenwick Finnegan Fitzgerald Fitzpatrick Flanagan Flannery Fothergill Fotheringham Gallagher Galloway Gillespie Gillingham Goddard Goodwin Gosling Greenwood Gresham Grimshaw Haggerty Halliday Hampshire
  Hargreaves Harkness Harrington Hathaway Hawkins Hawthorne Haywood Healey Heaton Hemingway Higginbotham Hillman Hitchcock Hobson Hodgson Holbrook Holdsworth Hollingsworth Holloway Hopkinson Horsfall Houghton Huddleston Hutchinson Huxley Ingham Inglis Jamieson Kavanagh Keating Kelleher Kerrigan Kilpatrick Kirkpatrick Kirkland Lancaster Langdon Langley Lanigan Latham Lawton Leighton Lindley Livingstone Lockhart Lockwood Longbottom Longfellow Lovelace Lowry Macaulay Macdonald Macfarlane Macgregor Mackay Mackenzie Mackintosh
  Maclean Macleod Macmillan Macpherson Maddox Maguire Mahoney Mallory Marlowe Maxwell McAllister McArthur McBride McCabe McCarthy McCartney McClelland McConnell McCormack McCormick McCullough McDermott McDonnell McDowell McEwan McGovern McGrath McGraw McGregor McGuire McIntosh McIntyre McKay McKenna McKenzie McKinley McKinney McLaughlin McLean McLeod McMahon McManus McMillan McNally McNamara McNeill McPherson McQueen Merriweather Middleton Milburn Millington Molloy Molyneux Monaghan Montague Montgomery Moriarty Mulcahy Mulligan Murdoch
  Musgrave Naismith Newcombe Nightingale Oakley O'Brien O'Connell O'Connor O'Donnell O'Donoghue O'Dowd O'Grady O'Hara O'Keefe O'Leary O'Malley O'Neill O'Reilly O'Rourke O'Shea O'Sullivan O'Toole Ogilvie Osborne Oxley Pankhurst Partridge Pemberton Pendleton Penrose Pettigrew Pickering Pilkington Pinkerton Plowright Prendergast Prescott Pritchard Proctor Quigley Radcliffe Rafferty Ramsbottom Rathbone Ravenscroft Redfern Ridgeway Ridley Rigby Rothwell Rowbotham Rowntree Ruddock Rushworth Rutherford Salisbury Satterthwaite Saunders Scarborough Schofield
  Sedgwick Seymour Shackleton Sheehan Sherwood Shuttleworth Siddall Sidebottom Sinclair Skelton Slattery Sotheby Southgate Stafford Standish Stanhope Stansfield Stapleton Stratton Strickland Sugden Sutcliffe Sutherland Swindon Tattersall Templeton Tennyson Thackeray Thistlethwaite Thornbury Thorndike Threlfall Tillotson Townsend Tremaine Trevelyan Trowbridge Twomey Tyndall Underhill Utterson Venables Wadsworth Wainwright Wakefield Walsh Warburton Wardle Waterhouse Watkinson Weatherby Wedgwood Wellesley Wentworth Westbrook Wetherby Whitaker Whitcombe
  Whitehead Whitehouse Whitfield Whitlock Whittaker Whittington Wickham Widdowson Wilberforce Wilcox Wilkinson Willoughby Winslow Winstanley Winterbottom Wolstenholme Woodhouse Woodward Woolf Wordsworth Worthington Wrigley Yardley Yates
  Obama Biden Macron Bolsonaro Starmer Sunak Corbyn Farage Mussolini Sarkozy Hollande Mitterrand Habeck Baerbock
  Seehofer Draghi Berlusconi Salvini Rajoy Zapatero Maduro Milei Pinochet Fujimori Gaddafi Khamenei Rouhani Musharraf
  Musk Bezos Zuckerberg Soros Schumer Rumsfeld Comey Assange Manafort Spicer Neymar Mbappé Modric Benzema Giroud
  Griezmann Pogba Federer Kardashian Spielberg Scorsese Kubrick Schwarzenegger DiCaprio Gosling Streep Kidman Maslow
  Lowery Novosel Åström Iwase Itou Ookubo Hyvönen Hyytiä Rintanen Ishiguro Okonjo Guterres Chaffetz Verratti Bellerin
  Dzeko Cavani Adebayor Lahm Kroos Totti Cannavaro Inzaghi Gebauer Jeon Chou Naidu Ganguly Sodhi Bhosale Goel Mittal
  Balasubramanian
`);
